# Buckets encrypt and are closed, with keys of S3 as with one of the account.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "keys_of_s3" {
  module {
    source = "./modules/storage/bucket"
  }
  variables {
    name        = "scans"
    expire_days = { "claims/" = 7 }
  }
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Objects are not encrypted by S3."
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "The public may reach the bucket."
  }
  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.tls[0].policy).Statement : statement.Effect == "Deny"])
    error_message = "The policy of the bucket allows something."
  }
  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this[0].rule : rule.id] == ["clear-away", "expire-claims"]
    error_message = "Other things are removed by themselves."
  }
}

run "a_key_of_the_account" {
  module {
    source = "./modules/storage/bucket"
  }
  variables {
    name             = "scans"
    kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/ours"
    tls_only         = false
    enable_lifecycle = false
  }
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn
    error_message = "Objects are encrypted with another key."
  }
  assert {
    condition     = length(aws_s3_bucket_policy.tls) + length(aws_s3_bucket_lifecycle_configuration.this) == 0
    error_message = "What was switched off is there."
  }
}
