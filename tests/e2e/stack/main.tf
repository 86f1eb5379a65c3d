# The deployment on an emulated AWS, with the small times that tests can wait for.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  max_retries                 = 5 # the emulator cuts a connection now and then

  # All that the modules use, so that nothing ever reaches AWS itself.
  endpoints {
    batch      = var.endpoint
    budgets    = var.endpoint
    cloudwatch = var.endpoint
    ec2        = var.endpoint
    ecr        = var.endpoint
    events     = var.endpoint
    iam        = var.endpoint
    kms        = var.endpoint
    lambda     = var.endpoint
    logs       = var.endpoint
    s3         = var.endpoint
    sns        = var.endpoint
    sqs        = var.endpoint
    sts        = var.endpoint
  }
}

module "smartcat" {
  source = "../../../infra/terraform"

  name                    = var.name
  lambda_package          = var.lambda_package
  lambda_architecture     = var.architecture
  lambda_timeout_s        = var.lambda_timeout_s
  lambda_concurrency      = 4
  visibility_timeout_s    = var.visibility_timeout_s
  max_receive_count       = 3
  reconcile_every_minutes = 5
  max_inline_bytes        = var.max_inline_bytes
  shard_seconds           = 5

  worker_image        = var.worker_image
  worker_architecture = var.architecture
  worker_vcpus        = 1
  worker_memory_mib   = 2048
  spot_max_vcpus      = 2
  on_demand_max_vcpus = 1

  # It speaks plain HTTP, and its provider waits a minute for rules of lifecycles.
  tls_only         = false
  enable_lifecycle = false
  force_destroy    = true
}
