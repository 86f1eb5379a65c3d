# What makes the reconciler look: jobs that end, and the clock, for whatever was lost.

resource "aws_cloudwatch_event_rule" "jobs" {
  name        = "${var.name}-jobs"
  description = "Jobs of ${var.name} that ended"
  tags        = var.tags

  event_pattern = jsonencode({
    source        = ["aws.batch"]
    "detail-type" = ["Batch Job State Change"]
    detail = {
      jobQueue = [var.jobs.queue_arn]
      status   = ["SUCCEEDED", "FAILED"]
    }
  })
}

resource "aws_cloudwatch_event_rule" "schedule" {
  name                = "${var.name}-reconcile"
  description         = "Looks for documents and runs that nobody is at work on any more"
  schedule_expression = "rate(${var.reconciler.every_minutes} minutes)"
  tags                = var.tags
}

locals {
  reconciled_by = {
    jobs     = aws_cloudwatch_event_rule.jobs
    schedule = aws_cloudwatch_event_rule.schedule
  }
}

resource "aws_cloudwatch_event_target" "reconciler" {
  for_each = local.reconciled_by

  rule      = each.value.name
  target_id = "reconciler"
  arn       = module.reconciler.alias_arn

  dead_letter_config {
    arn = module.failed_events.arn
  }
  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 10
  }

  depends_on = [aws_lambda_permission.reconciler]
}

resource "aws_lambda_permission" "reconciler" {
  for_each = local.reconciled_by

  statement_id  = "Let-${each.key}-call"
  action        = "lambda:InvokeFunction"
  function_name = module.reconciler.name
  qualifier     = module.reconciler.alias
  principal     = "events.amazonaws.com"
  source_arn    = each.value.arn
}

resource "aws_lambda_function_event_invoke_config" "reconciler" {
  function_name                = module.reconciler.name
  qualifier                    = module.reconciler.alias
  maximum_event_age_in_seconds = 3600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = module.failed_events.arn
    }
  }
}
