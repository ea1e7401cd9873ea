data "aws_region" "current" {}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = templatefile("${path.module}/dashboard.json.tftpl", {
    name               = var.name
    region             = data.aws_region.current.name
    queues             = var.dashboard.queues
    dead_letter_queues = var.dashboard.dead_letter_queues
    tables             = var.dashboard.tables
    log_metrics        = sort(keys(var.log_alarms))
    alarm_arns = sort([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.log), values(aws_cloudwatch_metric_alarm.metric)) : alarm.arn
    ])
  })
}
