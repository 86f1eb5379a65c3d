output "jobs" {
  description = "What submits jobs needs: names and ARNs of the queue and of the definition (without a revision), what jobs are called, and what a container is given."
  value = {
    queue_name      = aws_batch_job_queue.this.name
    queue_arn       = aws_batch_job_queue.this.arn
    definition_name = aws_batch_job_definition.worker.name
    definition_arn  = aws_batch_job_definition.worker.arn_prefix
    job_arns        = "${local.arns}:job/*" # names of jobs are made by Batch as they are submitted
    vcpus           = var.worker.vcpus
    memory_mib      = var.worker.memory_mib
  }
}

output "repository_url" {
  description = "Where images of the worker are pushed."
  value       = aws_ecr_repository.worker.repository_url
}

output "log_group" {
  description = "Log group of the workers."
  value       = aws_cloudwatch_log_group.workers.name
}

output "security_group_ids" {
  description = "Security groups of the workers."
  value       = local.security_group_ids
}

output "container" {
  description = "What a container of the worker is given, as AWS Batch has it."
  value       = local.container
}

output "policies" {
  description = "What roles may do: policies as JSON, by role and by what they are for."
  value = {
    worker       = var.storage_policies
    worker_start = { start = local.may_start }
  }
}
