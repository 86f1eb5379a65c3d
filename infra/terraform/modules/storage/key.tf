# A key of the account's own, where encryption by the keys of AWS is not enough.

locals {
  makes_key   = var.encryption == "kms" && var.kms_key_arn == null
  kms_key_arn = local.makes_key ? aws_kms_key.this[0].arn : var.kms_key_arn
}

resource "aws_kms_key" "this" {
  count = local.makes_key ? 1 : 0

  description             = "Documents, results, queues and logs of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = local.key_statements })
  tags                    = var.tags
}

resource "aws_kms_alias" "this" {
  count = local.makes_key ? 1 : 0

  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this[0].key_id
}

locals {
  key_statements = [
    {
      # Without it IAM policies of the account count for nothing, and nobody could manage the key.
      # In a key's policy, the resource "*" is the key itself.
      Sid       = "LetPoliciesOfTheAccountDecide"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${local.account}:root" }
      Action    = "kms:*"
      Resource  = "*"
    },
    {
      # EventBridge puts events into encrypted queues, CloudWatch and Budgets alarms into an
      # encrypted topic. AWS documents it without a condition, and an event that the key refuses is
      # lost: whose events and alarms they are, is said by the policies of the queues and the topic.
      Sid    = "LetEventsAndAlarmsIntoQueuesAndTopics"
      Effect = "Allow"
      Principal = {
        Service = ["events.amazonaws.com", "cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
      }
      Action   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      Resource = "*"
    },
    {
      # CloudWatch Logs encrypts log groups; only those of this account and region.
      Sid       = "LetLogsBeEncrypted"
      Effect    = "Allow"
      Principal = { Service = "logs.${local.region}.amazonaws.com" }
      Action    = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
      Resource  = "*"
      Condition = {
        ArnLike = {
          "kms:EncryptionContext:aws:logs:arn" = "arn:${data.aws_partition.current.partition}:logs:${local.region}:${local.account}:*"
        }
      }
    },
  ]
}
