output "topic_arn" {
  description = "Topic that takes all alerts."
  value       = aws_sns_topic.alerts.arn
}

output "log_group_names" {
  description = "Log group by service."
  value       = { for service, group in aws_cloudwatch_log_group.service : service => group.name }
}

output "log_group_arns" {
  description = "ARN of the log group by service."
  value       = { for service, group in aws_cloudwatch_log_group.service : service => group.arn }
}

output "alarm_names" {
  description = "Names of all alarms."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.log : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.metric : alarm.alarm_name],
    aws_cloudwatch_composite_alarm.page[*].alarm_name,
  ))
}
