resource "aws_cloudwatch_event_bus" "this" {
  name               = var.name
  description        = "Domain events of ${var.name}"
  kms_key_identifier = var.kms_key_arn
  tags               = var.tags
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = var.rules

  name           = each.key
  description    = each.value.description
  event_bus_name = aws_cloudwatch_event_bus.this.name
  tags           = var.tags

  event_pattern = jsonencode({
    source        = [var.source_name]
    "detail-type" = each.value.event_types
  })
}

# The detail is the whole event as CloudEvents JSON: the consumer gets that, without EventBridge's envelope.
resource "aws_cloudwatch_event_target" "this" {
  for_each = var.rules

  rule           = aws_cloudwatch_event_rule.this[each.key].name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  target_id      = "queue"
  arn            = each.value.queue_arn
  input_path     = "$.detail"

  retry_policy {
    maximum_event_age_in_seconds = var.retry.maximum_age_seconds
    maximum_retry_attempts       = var.retry.maximum_attempts
  }

  dead_letter_config {
    arn = each.value.dead_letter_arn
  }
}

resource "aws_cloudwatch_event_archive" "this" {
  name             = var.archive.name
  description      = "All events of ${var.name}, for replay"
  event_source_arn = aws_cloudwatch_event_bus.this.arn
  retention_days   = var.archive.retention_days
}
