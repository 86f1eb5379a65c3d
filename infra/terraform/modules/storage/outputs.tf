output "input_bucket" {
  description = "Name of the bucket that documents land in."
  value       = local.is_new ? module.input_bucket[0].name : data.aws_s3_bucket.existing[0].id
}

output "results_bucket" {
  description = "Name of the bucket of results."
  value       = module.results_bucket.name
}

output "results_uri" {
  description = "Where results are: s3://bucket or s3://bucket/prefix."
  value       = trimsuffix("s3://${module.results_bucket.name}/${var.results_prefix}", "/")
}

output "kms_key_arn" {
  description = "Key that encrypts; null: keys of AWS."
  value       = local.kms_key_arn
}

output "policies" {
  description = "Policies as JSON, by what they allow: read_input, use_results, store_models and, with keys of the account, use_keys."
  value = {
    for name in local.needed :
    name => jsonencode({ Version = "2012-10-17", Statement = local.statements[name] })
  }
}
