output "queues" {
  description = "Names of the queues: documents, dead_letters and failed_events."
  value = {
    documents     = module.documents.name
    dead_letters  = module.dead_letters.name
    failed_events = module.failed_events.name
  }
}

output "queue_urls" {
  description = "URLs of the queues, by the same names."
  value = {
    documents     = module.documents.url
    dead_letters  = module.dead_letters.url
    failed_events = module.failed_events.url
  }
}

output "redrive_command" {
  description = "Sends documents back that failed again and again. It names where to: what EventBridge put among the dead letters came from no queue."
  value       = "aws sqs start-message-move-task --source-arn ${module.dead_letters.arn} --destination-arn ${module.documents.arn}"
}

output "functions" {
  description = "Names of the functions: dispatcher and reconciler."
  value = {
    dispatcher = module.dispatcher.name
    reconciler = module.reconciler.name
  }
}

output "log_groups" {
  description = "Log groups of the functions."
  value = {
    dispatcher = module.dispatcher.log_group
    reconciler = module.reconciler.log_group
  }
}

output "document_patterns" {
  description = "Which keys of the input bucket count, as EventBridge matches them; empty: all."
  value       = local.key_patterns
}

output "policies" {
  description = "What the functions may do: policies as JSON, by function and by what they are for."
  value = {
    dispatcher = module.dispatcher.policies
    reconciler = module.reconciler.policies
  }
}
