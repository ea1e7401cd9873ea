output "contract" {
  description = "What the stack offers the others; the same as in its contract parameter."
  value       = local.contract
}

output "alarm_topic_arn" {
  description = "Topic that alarms tell; null until there is one."
  value       = local.contract.alarm_topic_arn
}
