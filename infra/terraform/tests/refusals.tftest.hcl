# What is refused before anything is made, each with a message that says what to do.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  lambda_package   = "tests/package.txt"
  worker_image_tag = "1.0"
}

run "general" {
  command = plan
  variables {
    name                        = "SmartCat"                                       # buckets have no capital letters
    kms_key_arn                 = "arn:aws:kms:eu-central-1:123456789012:key/ours" # without encryption = kms
    log_retention_days          = 31                                               # logs are not kept for so many
    lambda_reserved_concurrency = 1                                                # less than what is at work at once
    tags                        = { application = "other" }                        # it is set here
    monthly_budget_usd          = 0
    daily_cost_alarm_usd        = 0
    alarm_emails                = ["nobody"]
  }
  expect_failures = [
    var.name,
    var.kms_key_arn,
    var.log_retention_days,
    var.lambda_reserved_concurrency,
    var.tags,
    var.monthly_budget_usd,
    var.daily_cost_alarm_usd,
    var.alarm_emails,
  ]
}

run "storage" {
  command = plan
  variables {
    encryption      = "kms"
    kms_key_arn     = "alias/ours"          # an alias
    input_bucket    = "s3://scans/incoming" # a URI
    input_prefix    = "incoming/*"          # it is not a pattern
    input_suffixes  = ["pdf"]               # no dot
    results_prefix  = "/results/"           # slashes
    input_days      = 0
    noncurrent_days = 0
  }
  expect_failures = [
    var.kms_key_arn,
    var.input_bucket,
    var.input_prefix,
    var.input_suffixes,
    var.results_prefix,
    var.input_days,
    var.noncurrent_days,
  ]
}

run "functions" {
  command = plan
  variables {
    lambda_package          = "missing.zip" # not made yet
    lambda_architecture     = "x86"
    lambda_memory_mib       = 128 # a page does not fit
    lambda_timeout_s        = 300
    visibility_timeout_s    = 60 # documents would be sorted twice
    lambda_concurrency      = 1
    model                   = "s3://results/models/ours.smartcat"
    model_sha256            = "" # a model without its digest
    languages               = "eng deu"
    log_level               = "debug"
    reconcile_every_minutes = 60
  }
  expect_failures = [
    var.lambda_package,
    var.lambda_architecture,
    var.lambda_memory_mib,
    var.visibility_timeout_s,
    var.lambda_concurrency,
    var.model_sha256,
    var.languages,
    var.log_level,
    var.reconcile_every_minutes,
  ]
}

run "workers" {
  command = plan
  variables {
    compute             = "eks"
    worker_image_tag    = "latest" # it never moves
    worker_vcpus        = 16
    worker_memory_mib   = 36864 # Fargate has no such
    spot_max_vcpus      = 8     # less than a worker has
    on_demand_max_vcpus = 0
    worker_disk_gib     = 20
    worker_timeout_s    = 30
    runnable_timeout_s  = 60
    subnet_ids          = ["subnet-1"] # without their VPC
  }
  expect_failures = [
    var.compute,
    var.worker_image_tag,
    var.worker_memory_mib,
    var.spot_max_vcpus,
    var.worker_disk_gib,
    var.worker_timeout_s,
    var.runnable_timeout_s,
    var.subnet_ids,
  ]
}

run "images" {
  command = plan
  variables {
    worker_image_tag    = null
    worker_image        = "registry.example.org/worker"                      # no tag, no digest
    input_kms_key_arn   = "arn:aws:kms:eu-central-1:123456789012:key/theirs" # of no bucket
    spot_max_vcpus      = 0
    on_demand_max_vcpus = 0 # nothing would ever run
  }
  expect_failures = [
    var.worker_image,
    var.input_kms_key_arn,
    var.on_demand_max_vcpus,
  ]
}

run "no_image" {
  command = plan
  variables {
    worker_image_tag = null
  }
  expect_failures = [
    var.worker_image_tag,
  ]
}
