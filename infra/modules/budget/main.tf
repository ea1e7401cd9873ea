locals {
  notifications = merge(
    { for percent in var.actual_percent : "ACTUAL-${percent}" => { type = "ACTUAL", percent = percent } },
    { for percent in var.forecast_percent : "FORECASTED-${percent}" => { type = "FORECASTED", percent = percent } },
  )
}

resource "aws_budgets_budget" "this" {
  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_unit   = "USD"
  limit_amount = tostring(var.limit_usd)

  dynamic "cost_filter" {
    for_each = length(var.cost_tags) > 0 ? [1] : []

    content {
      name   = "TagKeyValue"
      values = [for tag, text in var.cost_tags : format("user:%s$%s", tag, text)]
    }
  }

  dynamic "notification" {
    for_each = local.notifications

    content {
      notification_type          = notification.value.type
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value.percent
      threshold_type             = "PERCENTAGE"
      subscriber_sns_topic_arns  = compact([var.topic_arn])
      subscriber_email_addresses = var.emails
    }
  }

  tags = var.tags
}
