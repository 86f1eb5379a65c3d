data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  arns    = "arn:${data.aws_partition.current.partition}:batch:${data.aws_region.current.name}:${local.account}"
}

resource "aws_batch_job_queue" "this" {
  name     = var.name
  state    = "ENABLED"
  priority = 1
  tags     = var.tags

  dynamic "compute_environment_order" {
    for_each = local.environment_arns
    content {
      order               = compute_environment_order.key + 1
      compute_environment = compute_environment_order.value
    }
  }

  # A job that cannot start would wait for ever, and all behind it. It is ended instead: the
  # reconciler then says so in the results, where somebody sees it.
  dynamic "job_state_time_limit_action" {
    for_each = {
      "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"           = var.runnable_timeout_s
      "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE" = 600 # waiting does not help: the least
      "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"         = 600
    }
    content {
      action           = "CANCEL"
      state            = "RUNNABLE"
      reason           = job_state_time_limit_action.key
      max_time_seconds = job_state_time_limit_action.value
    }
  }
}
