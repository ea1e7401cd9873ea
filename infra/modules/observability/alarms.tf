locals {
  page_names = sort(concat(
    [for name, alarm in var.log_alarms : "${var.name}-${name}" if alarm.severity == "page"],
    [for name, alarm in var.metric_alarms : "${var.name}-${name}" if alarm.severity == "page"],
    tolist(var.other_pages),
  ))
  composite = var.composite_alarm && length(local.page_names) > 0

  # Pages call through the composite alarm where there is one.
  actions = {
    page   = local.composite ? [] : [aws_sns_topic.alerts.arn]
    ticket = [aws_sns_topic.alerts.arn]
  }
}

resource "aws_cloudwatch_metric_alarm" "log" {
  for_each = var.log_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "[${each.value.severity}] ${each.value.description} Runbook: ${var.runbook_base_url}/${each.value.runbook}"
  namespace           = var.name
  metric_name         = each.key
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = each.value.period_seconds
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions[each.value.severity]
  ok_actions          = local.actions[each.value.severity]
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "metric" {
  for_each = var.metric_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "[${each.value.severity}] ${each.value.description} Runbook: ${var.runbook_base_url}/${each.value.runbook}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  period              = each.value.period_seconds
  evaluation_periods  = each.value.periods
  # A queue without traffic reports nothing, and that is well.
  treat_missing_data = "notBreaching"
  alarm_actions      = local.actions[each.value.severity]
  ok_actions         = local.actions[each.value.severity]
  tags               = var.tags
}

resource "aws_cloudwatch_composite_alarm" "page" {
  count = local.composite ? 1 : 0

  alarm_name        = "${var.name}-page"
  alarm_description = "[page] At least one alarm needs somebody now; the alarms that are up name their runbooks. Start: ${var.runbook_base_url}"
  alarm_rule        = join(" OR ", [for name in local.page_names : "ALARM(\"${name}\")"])
  alarm_actions     = [aws_sns_topic.alerts.arn]
  ok_actions        = [aws_sns_topic.alerts.arn]
  tags              = var.tags

  depends_on = [
    aws_cloudwatch_metric_alarm.log,
    aws_cloudwatch_metric_alarm.metric,
  ]
}
