output "input_bucket" {
  description = "Where documents are put."
  value       = module.storage.input_bucket
}

output "results" {
  description = "Where results are: give it to smartcat-batch as --results."
  value       = module.storage.results_uri
}

output "environment" {
  description = "Paste it before smartcat-batch, and runs of yours are done here."
  value       = "SMARTCAT_RESULTS=${module.storage.results_uri} SMARTCAT_JOB_QUEUE=${module.batch.jobs.queue_name} SMARTCAT_JOB_DEFINITION=${module.batch.jobs.definition_name}"
}

output "dashboard_url" {
  description = "Whether it is healthy, what waits, and what it costs."
  value       = module.observability.dashboard_url
}

output "alarm_topic_arn" {
  description = "Where alarms go, to subscribe to."
  value       = module.observability.topic_arn
}

output "alarms" {
  description = "Names of the alarms."
  value       = module.observability.alarms
}

output "repository_url" {
  description = "Where images of the worker are pushed."
  value       = module.batch.repository_url
}

output "job_queue" {
  description = "The job queue of AWS Batch."
  value       = module.batch.jobs.queue_name
}

output "job_definition" {
  description = "The job definition of AWS Batch."
  value       = module.batch.jobs.definition_name
}

output "container" {
  description = "What a container of the worker is given."
  value       = module.batch.container
}

output "functions" {
  description = "Names of the functions: dispatcher and reconciler."
  value       = module.dispatcher.functions
}

output "queue_urls" {
  description = "URLs of the queues: documents, dead_letters and failed_events."
  value       = module.dispatcher.queue_urls
}

output "redrive_command" {
  description = "Sends documents back that failed again and again, once the cause is mended."
  value       = module.dispatcher.redrive_command
}

output "log_groups" {
  description = "Log groups: dispatcher, reconciler and workers."
  value       = merge(module.dispatcher.log_groups, { workers = module.batch.log_group })
}

output "document_patterns" {
  description = "Which keys of the input bucket count, as EventBridge matches them; empty: all."
  value       = module.dispatcher.document_patterns
}

output "kms_key_arn" {
  description = "Key that encrypts; null: keys of AWS."
  value       = module.storage.kms_key_arn
}

output "permissions" {
  description = "What each role may do, for those who have to approve it: statements by role and purpose."
  value = {
    for role, policies in merge(module.dispatcher.policies, module.batch.policies) :
    role => { for purpose, policy in policies : purpose => jsondecode(policy).Statement }
  }
}
