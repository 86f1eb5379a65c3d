resource "aws_iam_role" "this" {
  name        = var.name
  description = "What ${var.name} may do"
  tags        = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LetTheFunctionActAsThisRole"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.policies

  name   = each.key
  role   = aws_iam_role.this.id
  policy = each.value
}

locals {
  policies = merge(var.policies, { logs = local.may_log }, var.network == null ? {} : { network = local.may_join_network })

  may_log = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # The group is made here, with its retention: the function may fill it, not make others.
      Sid      = "WriteItsOwnLog"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.this.arn}:*"
    }]
  })

  may_join_network = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # Lambda looks for and makes network interfaces in the name of the function. EC2 describes
        # nothing by ARN, and Lambda checks the others for all resources before any is made.
        Sid    = "JoinTheNetwork"
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        # Lambda does it; code of the function itself has no business with networks.
        Sid      = "KeepTheCodeFromTheNetwork"
        Effect   = "Deny"
        Action   = ["ec2:*NetworkInterface*", "ec2:*PrivateIpAddresses", "ec2:DescribeSubnets"]
        Resource = "*"
        Condition = {
          ArnEquals = { "lambda:SourceFunctionArn" = local.function_arn }
        }
      },
    ]
  })

  function_arn = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:function:${var.name}"
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}
