# What follows from the variables.

locals {
  lambda_package = coalesce(
    var.lambda_package,
    "${path.module}/../../dist/lambda-${var.lambda_architecture}.zip",
  )

  environment = {
    SMARTCAT_MODEL            = var.model
    SMARTCAT_MODEL_SHA256     = var.model_sha256
    SMARTCAT_LANGUAGES        = var.languages
    SMARTCAT_MAX_INLINE_BYTES = tostring(var.max_inline_bytes)
    SMARTCAT_SHARD_SECONDS    = tostring(var.shard_seconds)
    SMARTCAT_LOG_LEVEL        = var.log_level
  }

  # The worker finds its model in the results bucket: it stores none.
  worker_policies = { for name, policy in module.storage.policies : name => policy if name != "store_models" }

  # Of several families, so that Spot capacity is found; none with a disk that nobody uses.
  instance_types = {
    x86_64 = ["c7i", "c6i", "m7i", "m6i"]
    arm64  = ["c8g", "c7g", "m8g", "m7g"]
  }

  # The default VPC has public subnets alone: there the way to ECR and S3 takes a public address.
  uses_default_vpc = length(var.subnet_ids) == 0
  network = {
    vpc_id             = local.uses_default_vpc ? data.aws_vpc.default[0].id : var.vpc_id
    subnet_ids         = local.uses_default_vpc ? data.aws_subnets.default[0].ids : var.subnet_ids
    security_group_ids = var.security_group_ids
    assign_public_ip   = local.uses_default_vpc || var.assign_public_ip
  }
}

data "aws_vpc" "default" {
  count = local.uses_default_vpc ? 1 : 0

  default = true
}

data "aws_subnets" "default" {
  count = local.uses_default_vpc ? 1 : 0

  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default[0].id]
  }
  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}
