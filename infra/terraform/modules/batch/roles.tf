# Two roles: what the worker may do, and what ECS does for it before it starts. The role of AWS Batch
# itself is its service-linked one. A role of ours could be removed before the compute environments
# that need it to end, which then cannot be removed at all.

locals {
  assume_by_tasks = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # Of this account only: the service acts for all of its customers.
      Sid       = "LetTasksOfThisAccountActAsThisRole"
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role" "job" {
  name               = "${var.name}-worker"
  description        = "What workers of ${var.name} may do"
  assume_role_policy = local.assume_by_tasks
  tags               = var.tags
}

resource "aws_iam_role_policy" "job" {
  for_each = var.storage_policies

  name   = each.key
  role   = aws_iam_role.job.id
  policy = each.value
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-worker-start"
  description        = "What ECS needs to start workers of ${var.name}"
  assume_role_policy = local.assume_by_tasks
  tags               = var.tags
}

resource "aws_iam_role_policy" "execution" {
  name   = "start"
  role   = aws_iam_role.execution.id
  policy = local.may_start
}

locals {
  may_start = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # A login is for a whole registry: ECR knows no resource for it.
        Sid      = "LogInToEcr"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Sid    = "PullImagesOfTheWorker"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ]
        Resource = aws_ecr_repository.worker.arn
      },
      {
        # The group is made here, with its retention: workers get a stream each, nothing else.
        Sid      = "WriteLogsOfWorkers"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.workers.arn}:*"
      },
    ]
  })
}
