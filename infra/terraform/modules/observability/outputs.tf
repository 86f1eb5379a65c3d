output "dashboard_url" {
  description = "The dashboard, in the console of AWS."
  value       = "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}

output "topic_arn" {
  description = "Where alarms go, to subscribe to."
  value       = aws_sns_topic.alarms.arn
}

output "alarms" {
  description = "Names of the alarms."
  value       = concat(values(aws_cloudwatch_metric_alarm.single)[*].alarm_name, values(aws_cloudwatch_metric_alarm.total)[*].alarm_name)
}
