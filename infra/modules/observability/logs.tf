resource "aws_cloudwatch_log_group" "service" {
  for_each = var.services

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

locals {
  log_filters = merge([
    for name, alarm in var.log_alarms : {
      for service in alarm.services : "${name}/${service}" => {
        metric  = name
        service = service
        pattern = alarm.pattern
      }
    }
  ]...)
}

# All services count into one metric: the alarm is about the system.
resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.log_filters

  name           = "${var.name}-${each.value.metric}"
  log_group_name = aws_cloudwatch_log_group.service[each.value.service].name
  pattern        = each.value.pattern

  metric_transformation {
    namespace     = var.name
    name          = each.value.metric
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}
