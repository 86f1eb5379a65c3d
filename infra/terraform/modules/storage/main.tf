# Two buckets, so that what is written never triggers: documents land in one, results in the other.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.name
  # Names of buckets are shared by all accounts of AWS.
  suffix = "${local.account}-${local.region}"
  is_new = var.input_bucket == null
}

module "input_bucket" {
  source = "./bucket"
  count  = local.is_new ? 1 : 0

  name              = "${var.name}-input-${local.suffix}"
  kms_key_arn       = local.kms_key_arn
  tls_only          = var.tls_only
  enable_lifecycle  = var.lifecycle_rules.enabled
  noncurrent_days   = var.lifecycle_rules.noncurrent_days
  expire_days       = var.lifecycle_rules.input_days == null ? {} : { "" = var.lifecycle_rules.input_days }
  access_log_bucket = var.access_log_bucket
  force_destroy     = var.force_destroy
  tags              = var.tags
}

# A bucket has a single notification configuration. EventBridge leaves room for others; but whoever
# writes it here for a bucket of somebody else would wipe out theirs: there it is for them to do.
resource "aws_s3_bucket_notification" "input" {
  count = local.is_new ? 1 : 0

  bucket      = module.input_bucket[0].name
  eventbridge = true
}

# Fails while planning, not when the first document is missing.
data "aws_s3_bucket" "existing" {
  count = local.is_new ? 0 : 1

  bucket = var.input_bucket
}

module "results_bucket" {
  source = "./bucket"

  name             = "${var.name}-results-${local.suffix}"
  kms_key_arn      = local.kms_key_arn
  tls_only         = var.tls_only
  enable_lifecycle = var.lifecycle_rules.enabled
  noncurrent_days  = var.lifecycle_rules.noncurrent_days
  # A claim is over within hours; what lies there for days was left by somebody who is gone.
  expire_days       = { "${local.below}claims/" = 7 }
  access_log_bucket = var.access_log_bucket
  force_destroy     = var.force_destroy
  tags              = var.tags
}
