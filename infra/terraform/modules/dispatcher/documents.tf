# From a bucket to the dispatcher: EventBridge, a queue, and as many calls at once as is wanted.

resource "aws_cloudwatch_event_rule" "documents" {
  name          = "${var.name}-documents"
  description   = "Documents that land in ${var.input.bucket}"
  event_pattern = jsonencode(local.documents_pattern)
  tags          = var.tags
}

locals {
  # EventBridge takes any of the patterns for a key, so that a prefix and a suffix are one pattern.
  # It knows no suffix without case together with a prefix: scanners write both .pdf and .PDF.
  spellings = distinct(flatten([for suffix in var.input.suffixes : [lower(suffix), upper(suffix)]]))
  key_patterns = (
    length(local.spellings) > 0
    ? [for suffix in local.spellings : jsonencode({ wildcard = "${var.input.prefix}*${suffix}" })]
    : var.input.prefix != "" ? [jsonencode({ prefix = var.input.prefix })] : []
  )
  documents_pattern = {
    source        = ["aws.s3"]
    "detail-type" = ["Object Created"]
    detail = merge(
      { bucket = { name = [var.input.bucket] } },
      { for key in ["object"] : key => { key = [for each in local.key_patterns : jsondecode(each)] } if length(local.key_patterns) > 0 },
    )
  }
}

resource "aws_cloudwatch_event_target" "documents" {
  rule      = aws_cloudwatch_event_rule.documents.name
  target_id = "queue"
  arn       = module.documents.arn

  dead_letter_config {
    arn = module.dead_letters.arn
  }
}

resource "aws_lambda_event_source_mapping" "documents" {
  event_source_arn = module.documents.arn
  function_name    = module.dispatcher.alias_arn
  # Few at a time: all of them are hidden for as long as the slowest takes.
  batch_size                         = var.queue.batch_size
  maximum_batching_window_in_seconds = 0
  # One document that fails does not bring the others back.
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  scaling_config {
    maximum_concurrency = var.queue.maximum_concurrency
  }
}
