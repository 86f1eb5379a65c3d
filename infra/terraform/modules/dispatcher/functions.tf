# One package, two functions.

# Over 50 MB a package goes through a bucket. Its name has its digest, so that a new one never
# takes the place of one that a version of a function was made of.
resource "aws_s3_object" "package" {
  bucket      = var.results.bucket
  key         = "packages/lambda-${var.package.architecture}-${substr(local.package_sha256, 0, 16)}.zip"
  source      = var.package.path
  source_hash = local.package_sha256
  tags        = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  package_sha256 = filesha256(var.package.path)
  package = {
    bucket        = aws_s3_object.package.bucket
    key           = aws_s3_object.package.key
    sha256_base64 = filebase64sha256(var.package.path)
    architecture  = var.package.architecture
  }
  environment = merge(var.environment, {
    SMARTCAT_RESULTS        = var.results.uri
    SMARTCAT_JOB_QUEUE      = var.jobs.queue_name
    SMARTCAT_JOB_DEFINITION = var.jobs.definition_name
    # To predict what a document takes there, without a request.
    SMARTCAT_WORKER_VCPUS      = tostring(var.jobs.vcpus)
    SMARTCAT_WORKER_MEMORY_MIB = tostring(var.jobs.memory_mib)
    # Language packs are in the package. One thread: the function has about one processor.
    TESSDATA_PREFIX  = "/var/task/tessdata"
    OMP_THREAD_LIMIT = "1"
  })
}

module "dispatcher" {
  source = "./function"

  name                 = "${var.name}-dispatcher"
  description          = "Sorts small documents, and hands large ones to AWS Batch"
  handler              = "lambdas/dispatcher/handler.handle"
  package              = local.package
  memory_mib           = var.dispatcher.memory_mib
  disk_mib             = var.dispatcher.disk_mib
  timeout_s            = var.dispatcher.timeout_s
  reserved_concurrency = var.dispatcher.reserved_concurrency
  environment          = local.environment
  network              = var.network
  log_retention_days   = var.log_retention_days
  kms_key_arn          = var.kms_key_arn
  tags                 = var.tags

  policies = merge(var.storage_policies, {
    queue = local.may_consume
    jobs  = local.may_submit
  })
}

module "reconciler" {
  source = "./function"

  name               = "${var.name}-reconciler"
  description        = "Finishes what was lost: looks at what is stored, and at jobs that ended"
  handler            = "lambdas/reconciler/handler.handle"
  package            = local.package
  memory_mib         = var.reconciler.memory_mib
  timeout_s          = var.reconciler.timeout_s
  environment        = local.environment
  network            = var.network
  log_retention_days = var.log_retention_days
  kms_key_arn        = var.kms_key_arn
  tags               = var.tags

  policies = merge(var.storage_policies, {
    events = local.may_report
    jobs   = local.may_submit_and_end
  })
}
