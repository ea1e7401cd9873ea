locals {
  # SystemErrors are counted per operation, throttling per table.
  alarms = {
    read-throttles  = { metric = "ReadThrottleEvents", dimensions = {} }
    write-throttles = { metric = "WriteThrottleEvents", dimensions = {} }
    query-errors    = { metric = "SystemErrors", dimensions = { Operation = "Query" } }
    write-errors    = { metric = "SystemErrors", dimensions = { Operation = "TransactWriteItems" } }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = var.alarms == null ? {} : local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "DynamoDB reports ${each.value.metric} for ${var.name}: requests are refused and repeated."
  namespace           = "AWS/DynamoDB"
  metric_name         = each.value.metric
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  dimensions          = merge({ TableName = aws_dynamodb_table.this.name }, each.value.dimensions)
  alarm_actions       = compact([var.alarms.topic_arn])
  ok_actions          = compact([var.alarms.topic_arn])
  tags                = var.tags
}
