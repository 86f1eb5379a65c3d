# Batch tells when the first job of a queue cannot start, and why.

resource "aws_cloudwatch_event_rule" "queue_blocked" {
  name        = "${var.name}-queue-blocked"
  description = "Jobs of ${var.name} cannot start"
  tags        = var.tags

  event_pattern = jsonencode({
    source        = ["aws.batch"]
    "detail-type" = ["Batch Job Queue Blocked"]
    detail        = { jobQueue = [var.jobs.queue_arn] }
  })
}

resource "aws_cloudwatch_event_target" "queue_blocked" {
  rule      = aws_cloudwatch_event_rule.queue_blocked.name
  target_id = "alarms"
  arn       = aws_sns_topic.alarms.arn

  input_transformer {
    input_paths    = { reason = "$.detail.statusReason", job = "$.detail.jobName" }
    input_template = "\"The job queue ${var.jobs.queue_name} is blocked by the job <job>: <reason>. It is ended when its time is up; jobs behind it wait.\""
  }
}
