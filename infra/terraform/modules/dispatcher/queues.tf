# Documents wait here until the dispatcher takes them.
module "documents" {
  source = "./queue"

  name                 = "${var.name}-documents"
  visibility_timeout_s = var.queue.visibility_timeout_s
  sender_rule_arns     = [aws_cloudwatch_event_rule.documents.arn]
  tls_only             = var.tls_only
  kms_key_arn          = var.kms_key_arn
  tags                 = var.tags

  dead_letters = {
    queue_arn         = module.dead_letters.arn
    max_receive_count = var.queue.max_receive_count
  }
}

# Events about documents that failed again and again, or did not even reach the queue. They have the
# same form, so that one command sends all of them back: the output redrive_command.
module "dead_letters" {
  source = "./queue"

  name             = "${var.name}-dead-letters"
  sender_rule_arns = [aws_cloudwatch_event_rule.documents.arn]
  tls_only         = var.tls_only
  kms_key_arn      = var.kms_key_arn
  tags             = var.tags
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = module.dead_letters.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [module.documents.arn]
  })
}

# Events about jobs that the reconciler failed on. Nothing is lost with them, as it looks at what is
# stored on its schedule; they say what went wrong.
module "failed_events" {
  source = "./queue"

  name             = "${var.name}-failed-events"
  sender_rule_arns = [aws_cloudwatch_event_rule.jobs.arn, aws_cloudwatch_event_rule.schedule.arn]
  tls_only         = var.tls_only
  kms_key_arn      = var.kms_key_arn
  tags             = var.tags
}
