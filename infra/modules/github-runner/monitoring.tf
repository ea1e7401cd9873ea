resource "aws_cloudwatch_log_group" "this" {
  name              = var.log_group_name
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_key_arn
  tags              = var.tags
}

resource "aws_cloudwatch_log_metric_filter" "failed" {
  name           = "${var.name}-failed"
  log_group_name = aws_cloudwatch_log_group.this.name
  pattern        = "\"runner could not start\""

  metric_transformation {
    namespace     = var.name
    name          = "failed"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "failed" {
  alarm_name          = "${var.name}-failed"
  alarm_description   = "[ticket] A runner could not register or start. Runbook: ${var.runbook_url}"
  namespace           = var.name
  metric_name         = "failed"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
  tags                = var.tags
}

# Instances that end at once, over and over, cost money and run nothing; neither shows in the logs when boot fails early.
resource "aws_cloudwatch_metric_alarm" "missing" {
  count = var.create_group ? 1 : 0

  alarm_name          = "${var.name}-missing"
  alarm_description   = "[ticket] Fewer runners are in service than wanted for half an hour. Runbook: ${var.runbook_url}"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 6
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
  tags                = var.tags

  metric_query {
    id          = "missing"
    expression  = "wanted - running"
    label       = "Runners that are wanted and not there"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { wanted = "GroupDesiredCapacity", running = "GroupInServiceInstances" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/AutoScaling"
        metric_name = metric_query.value
        dimensions  = { AutoScalingGroupName = aws_autoscaling_group.this[0].name }
        stat        = "Maximum"
        period      = 300
      }
    }
  }
}
