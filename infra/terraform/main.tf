# Documents land in a bucket; EventBridge and a queue bring them to the dispatcher, a function, which
# sorts small ones itself and hands large ones to containers of AWS Batch. Results are in another
# bucket. The reconciler, the other function, finishes what was lost on the way.

locals {
  # Jobs are submitted with the tag application, too. Costs and rights go by them.
  tags = merge(var.tags, { application = "smartcat", deployment = var.name })
}

module "storage" {
  source = "./modules/storage"

  name              = var.name
  encryption        = var.encryption
  kms_key_arn       = var.kms_key_arn
  input_bucket      = var.input_bucket
  input_kms_key_arn = var.input_kms_key_arn
  results_prefix    = var.results_prefix
  tls_only          = var.tls_only
  access_log_bucket = var.access_log_bucket
  force_destroy     = var.force_destroy
  tags              = local.tags

  lifecycle_rules = {
    enabled         = var.enable_lifecycle
    noncurrent_days = var.noncurrent_days
    input_days      = var.input_days
  }
}

module "batch" {
  source = "./modules/batch"

  name               = var.name
  compute            = var.compute
  max_vcpus          = { spot = var.spot_max_vcpus, on_demand = var.on_demand_max_vcpus }
  ec2_instance_types = coalesce(var.ec2_instance_types, local.instance_types[var.worker_architecture])
  runnable_timeout_s = var.runnable_timeout_s
  network            = local.network
  storage_policies   = local.worker_policies
  log_retention_days = var.log_retention_days
  kms_key_arn        = module.storage.kms_key_arn
  force_destroy      = var.force_destroy
  tags               = local.tags

  worker = {
    image        = var.worker_image
    image_tag    = var.worker_image_tag
    architecture = var.worker_architecture
    vcpus        = var.worker_vcpus
    memory_mib   = var.worker_memory_mib
    disk_gib     = var.worker_disk_gib
    timeout_s    = var.worker_timeout_s
  }
}

module "dispatcher" {
  source = "./modules/dispatcher"

  name               = var.name
  input              = { bucket = module.storage.input_bucket, prefix = var.input_prefix, suffixes = var.input_suffixes }
  results            = { bucket = module.storage.results_bucket, uri = module.storage.results_uri }
  jobs               = module.batch.jobs
  package            = { path = local.lambda_package, architecture = var.lambda_architecture }
  environment        = local.environment
  storage_policies   = module.storage.policies
  network            = var.functions_in_vpc ? { subnet_ids = local.network.subnet_ids, security_group_ids = module.batch.security_group_ids } : null
  log_retention_days = var.log_retention_days
  tls_only           = var.tls_only
  kms_key_arn        = module.storage.kms_key_arn
  tags               = local.tags

  queue = {
    # Six times, as AWS has it: while calls are throttled, messages stay hidden, and come again.
    visibility_timeout_s = coalesce(var.visibility_timeout_s, 6 * var.lambda_timeout_s)
    max_receive_count    = var.max_receive_count
    maximum_concurrency  = var.lambda_concurrency
  }
  dispatcher = {
    memory_mib           = var.lambda_memory_mib
    timeout_s            = var.lambda_timeout_s
    reserved_concurrency = var.lambda_reserved_concurrency
  }
  reconciler = {
    timeout_s     = var.lambda_timeout_s
    every_minutes = var.reconcile_every_minutes
  }
}

module "observability" {
  source = "./modules/observability"

  name               = var.name
  queues             = module.dispatcher.queues
  redrive_command    = module.dispatcher.redrive_command
  functions          = module.dispatcher.functions
  jobs               = module.batch.jobs
  alarm_emails       = var.alarm_emails
  monthly_budget_usd = var.monthly_budget_usd
  kms_key_arn        = module.storage.kms_key_arn
  tags               = local.tags

  thresholds = {
    oldest_message_s = var.oldest_message_alarm_s
    failed_documents = var.failed_documents_alarm
    daily_cost_usd   = var.daily_cost_alarm_usd
  }
}
