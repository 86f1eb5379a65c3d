# An encrypted queue that takes messages from named EventBridge rules alone.

resource "aws_sqs_queue" "this" {
  name                       = var.name
  visibility_timeout_seconds = var.visibility_timeout_s
  message_retention_seconds  = 1209600 # 14 days, the most: time to notice, and to act
  receive_wait_time_seconds  = 20      # long polls are fewer requests
  tags                       = var.tags

  sqs_managed_sse_enabled           = var.kms_key_arn == null ? true : null
  kms_master_key_id                 = var.kms_key_arn
  kms_data_key_reuse_period_seconds = var.kms_key_arn == null ? null : 3600

  redrive_policy = var.dead_letters == null ? null : jsonencode({
    deadLetterTargetArn = var.dead_letters.queue_arn
    maxReceiveCount     = var.dead_letters.max_receive_count
  })
}

resource "aws_sqs_queue_policy" "this" {
  count = length(local.statements) > 0 ? 1 : 0

  queue_url = aws_sqs_queue.this.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [for each in local.statements : jsondecode(each)] })
}

locals {
  # As JSON, since statements have different forms, and a list has one.
  statements = concat(
    var.tls_only ? [jsonencode({
      # Messages hold keys of documents, which hold names of people.
      Sid       = "RefuseWhatIsNotEncryptedOnItsWay"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    })] : [],
    length(var.sender_rule_arns) > 0 ? [jsonencode({
      # Not all of EventBridge: anybody's rules could name this queue.
      Sid       = "TakeEventsOfTheseRules"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.this.arn
      Condition = { ArnEquals = { "aws:SourceArn" = var.sender_rule_arns } }
    })] : [],
  )
}
