# Each says in its description what is wrong and what to do: it is what somebody reads at night.

locals {
  alarms = {
    oldest-message = {
      description = "A document has waited for ${var.thresholds.oldest_message_s} s. See the log of the dispatcher; raise the concurrency if there is just much to do."
      namespace   = "AWS/SQS"
      metric      = "ApproximateAgeOfOldestMessage"
      dimensions  = { QueueName = var.queues.documents }
      statistic   = "Maximum"
      period_s    = 300
      threshold   = var.thresholds.oldest_message_s
    }
    dead-letters = {
      description = "Documents failed again and again. See the log of the dispatcher, mend the cause, then send them back: ${var.redrive_command}"
      namespace   = "AWS/SQS"
      metric      = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = var.queues.dead_letters }
      statistic   = "Maximum"
      period_s    = 60
      threshold   = 0
    }
    failed-events = {
      description = "The reconciler failed on events about jobs. See its log; what they are about is looked at again on the schedule."
      namespace   = "AWS/SQS"
      metric      = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = var.queues.failed_events }
      statistic   = "Maximum"
      period_s    = 60
      threshold   = 0
    }
    reconciler-errors = {
      description = "The reconciler fails: what is lost stays lost. See its log."
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = var.functions.reconciler }
      statistic   = "Sum"
      period_s    = 900
      threshold   = 1
    }
    # Batch has no metric for how long jobs wait. It tells when the first of a queue has been
    # RUNNABLE for too long, and EventBridge counts that.
    runnable-age = {
      description = "The first job of the queue stays RUNNABLE: no capacity, a quota, or more than any host has. The notice beside this one says which."
      namespace   = "AWS/Events"
      metric      = "MatchedEvents"
      dimensions  = { RuleName = aws_cloudwatch_event_rule.queue_blocked.name }
      statistic   = "Sum"
      period_s    = 300
      threshold   = 0
    }
  }

  # Metrics of the functions tell the two routes apart; these alarms do not.
  totals = {
    failed-documents = {
      description = "More than ${var.thresholds.failed_documents} documents failed within an hour. Their manifests say why: smartcat-batch results, or the log of the dispatcher."
      metric      = "FailedDocuments"
      period_s    = 3600
      threshold   = var.thresholds.failed_documents
    }
    cost = {
      description = "What was sorted within a day is predicted to cost more than ${var.thresholds.daily_cost_usd} USD. End what should not run: smartcat-batch list, smartcat-batch cancel."
      metric      = "PredictedCostUsd"
      period_s    = 86400
      threshold   = var.thresholds.daily_cost_usd
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "single" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = each.value.period_s
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching" # nothing to do is not wrong
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "total" {
  for_each = local.totals

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = var.tags

  metric_query {
    id          = "total"
    label       = each.value.metric
    expression  = "FILL(inline, 0) + FILL(batch, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = toset(["inline", "batch"])
    content {
      id = metric_query.key
      metric {
        namespace   = local.namespace
        metric_name = each.value.metric
        dimensions  = { Route = metric_query.key }
        stat        = "Sum"
        period      = each.value.period_s
      }
    }
  }
}
