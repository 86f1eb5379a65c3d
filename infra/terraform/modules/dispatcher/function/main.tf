# A function with a role, a log group and an alias of its own.

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_116:The queue of the one has its dead letters; the alias of the other has a destination for failures
  #checkov:skip=CKV_AWS_272:Its digest is in the name of the package, and in what Terraform compares; signing takes a service and a profile of the account
  function_name    = var.name
  description      = var.description
  role             = aws_iam_role.this.arn
  runtime          = "python3.13"
  architectures    = [var.package.architecture]
  handler          = var.handler
  s3_bucket        = var.package.bucket
  s3_key           = var.package.key
  source_code_hash = var.package.sha256_base64
  memory_size      = var.memory_mib
  timeout          = var.timeout_s
  publish          = true # an alias points to a version, and going back is one change
  kms_key_arn      = var.kms_key_arn
  tags             = var.tags

  reserved_concurrent_executions = var.reserved_concurrency

  ephemeral_storage {
    size = var.disk_mib
  }

  environment {
    variables = var.environment
  }

  tracing_config {
    mode = "PassThrough" # a function that is traced from outside goes on with that trace
  }

  dynamic "vpc_config" {
    for_each = var.network == null ? [] : [var.network]
    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  # The first call would fail without its rights, and make a log group without retention.
  depends_on = [aws_iam_role_policy.this, aws_cloudwatch_log_group.this]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What events call"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}
