# Answers three questions, a row for each: is it healthy, what waits, what does it cost.

locals {
  namespace = "SmartCat"
  region    = data.aws_region.current.name

  both_routes = { for metric in ["Documents", "Pages", "OcrPages", "PageSeconds", "Abstentions", "FailedDocuments", "PredictedCostUsd"] :
    metric => [for route in ["inline", "batch"] : [local.namespace, metric, "Route", route, { label = route }]]
  }

  rows = [
    {
      title = "Is it healthy?"
      graphs = [
        { title = "Documents sorted", metrics = local.both_routes.Documents, stat = "Sum" },
        { title = "Documents that failed", metrics = local.both_routes.FailedDocuments, stat = "Sum" },
        { title = "Pages that a person is to look at", metrics = local.both_routes.Abstentions, stat = "Sum" },
        {
          title = "Errors of functions"
          stat  = "Sum"
          metrics = [for function in values(var.functions) :
            ["AWS/Lambda", "Errors", "FunctionName", function, { label = function }]
          ]
        },
      ]
    },
    {
      title = "What waits?"
      graphs = [
        {
          title = "Documents in the queue"
          stat  = "Maximum"
          metrics = [
            ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.queues.documents, { label = "wait" }],
            ["AWS/SQS", "ApproximateNumberOfMessagesNotVisible", "QueueName", var.queues.documents, { label = "in work" }],
            ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.queues.dead_letters, { label = "dead letters" }],
          ]
        },
        {
          title   = "Age of the oldest document in the queue (s)"
          stat    = "Maximum"
          metrics = [["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", var.queues.documents, { label = "oldest" }]]
        },
        {
          title = "vCPUs on Fargate, in the whole account"
          stat  = "Maximum"
          metrics = [for kind in ["Spot", "OnDemand"] :
            ["AWS/Usage", "ResourceCount", "Service", "Fargate", "Type", "Resource", "Resource", "vCPU", "Class", "Standard/${kind}", { label = kind }]
          ]
        },
        {
          title   = "Notices of a blocked job queue"
          stat    = "Sum"
          metrics = [["AWS/Events", "MatchedEvents", "RuleName", aws_cloudwatch_event_rule.queue_blocked.name, { label = "blocked" }]]
        },
      ]
    },
    {
      title = "What does it cost?"
      graphs = [
        { title = "Predicted cost (USD)", metrics = local.both_routes.PredictedCostUsd, stat = "Sum" },
        { title = "Pages", metrics = local.both_routes.Pages, stat = "Sum" },
        { title = "Pages that were recognised", metrics = local.both_routes.OcrPages, stat = "Sum" },
        { title = "Seconds for a page, 90 of 100 are below", metrics = local.both_routes.PageSeconds, stat = "p90" },
      ]
    },
  ]

  graph_height = 6
  row_height   = local.graph_height + 1

  headings = [for number, row in local.rows : {
    type       = "text"
    x          = 0
    y          = number * local.row_height
    width      = 24
    height     = 1
    properties = { markdown = "## ${row.title}" }
  }]

  graphs = flatten([for number, row in local.rows : [for column, graph in row.graphs : {
    type   = "metric"
    x      = column * 6
    y      = number * local.row_height + 1
    width  = 6
    height = local.graph_height
    properties = {
      title   = graph.title
      region  = local.region
      view    = "timeSeries"
      stat    = graph.stat
      period  = 300
      metrics = graph.metrics
    }
  }]])

  alarm_widget = {
    type   = "alarm"
    x      = 0
    y      = length(local.rows) * local.row_height
    width  = 24
    height = 3
    properties = {
      title  = "Alarms"
      alarms = concat(values(aws_cloudwatch_metric_alarm.single)[*].arn, values(aws_cloudwatch_metric_alarm.total)[*].arn)
    }
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat(local.headings, local.graphs, [local.alarm_widget]) })
}
