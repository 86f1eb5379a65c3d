output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "alias_arn" {
  description = "ARN of the alias that events call."
  value       = aws_lambda_alias.live.arn
}

output "alias" {
  description = "Name of the alias that events call."
  value       = aws_lambda_alias.live.name
}

output "version" {
  description = "Version that the alias points to."
  value       = aws_lambda_function.this.version
}

output "log_group" {
  description = "Name of the log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "role_arn" {
  description = "ARN of the role."
  value       = aws_iam_role.this.arn
}

output "policies" {
  description = "What the function may do: policies as JSON, by what they are for."
  value       = local.policies
}
