# What the two functions may do besides reading documents and using the results bucket.

locals {
  submit = [
    {
      # With any revision of the definition: a run goes on with the one that it began with.
      Sid    = "SubmitJobsOfTheWorker"
      Effect = "Allow"
      Action = "batch:SubmitJob"
      Resource = [
        var.jobs.queue_arn,
        var.jobs.definition_arn,
        "${var.jobs.definition_arn}:*",
      ]
    },
    {
      # Jobs are submitted with tags, by which costs are told apart.
      Sid      = "TagJobs"
      Effect   = "Allow"
      Action   = "batch:TagResource"
      Resource = var.jobs.job_arns
    },
    {
      # To find a job whose submission was not answered, to see how it ended, and what containers
      # are given. AWS Batch knows no resources for these three.
      Sid      = "LookAtJobs"
      Effect   = "Allow"
      Action   = ["batch:DescribeJobs", "batch:ListJobs", "batch:DescribeJobDefinitions"]
      Resource = "*"
    },
  ]
  end = [
    {
      # To end jobs of a run that was cancelled. Nobody else's: jobs of SmartCat bear its tag.
      Sid       = "EndJobsOfSmartCat"
      Effect    = "Allow"
      Action    = "batch:TerminateJob"
      Resource  = var.jobs.job_arns
      Condition = { StringEquals = { "aws:ResourceTag/application" = "smartcat" } }
    },
  ]

  may_submit         = jsonencode({ Version = "2012-10-17", Statement = local.submit })
  may_submit_and_end = jsonencode({ Version = "2012-10-17", Statement = concat(local.submit, local.end) })

  may_consume = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        # Lambda polls the queue in the name of the function.
        Sid    = "TakeDocumentsFromTheQueue"
        Effect = "Allow"
        Action = [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ChangeMessageVisibility",
        ]
        Resource = module.documents.arn
      }],
      local.decrypt_messages,
    )
  })

  may_report = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        # Lambda sends events that the function failed on there, in its name.
        Sid      = "KeepEventsThatFailed"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = module.failed_events.arn
      }],
      local.decrypt_messages,
    )
  })

  decrypt_messages = [
    for key in compact([var.kms_key_arn]) : {
      # Messages and variables are encrypted with it.
      Sid      = "UseTheKeyOfQueues"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = key
    }
  ]
}
