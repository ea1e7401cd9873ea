mock_provider "aws" {}

variables {
  name      = "sprk-dev-monthly"
  limit_usd = 400
  topic_arn = "arn:aws:sns:eu-central-1:111122223333:sprk-dev-alerts"
}

run "warns_of_spending_and_of_the_forecast" {
  command = plan

  assert {
    condition     = toset([for n in aws_budgets_budget.this.notification : "${n.notification_type} ${n.threshold}"]) == toset(["ACTUAL 50", "ACTUAL 80", "ACTUAL 100", "FORECASTED 100"])
    error_message = "Each threshold needs its notification."
  }

  assert {
    condition     = alltrue([for n in aws_budgets_budget.this.notification : n.subscriber_sns_topic_arns == toset([var.topic_arn])])
    error_message = "Every notification goes to the topic."
  }

  assert {
    condition     = aws_budgets_budget.this.limit_amount == "400" && aws_budgets_budget.this.time_unit == "MONTHLY"
    error_message = "The limit holds for a month."
  }
}

run "counts_only_what_carries_the_tags" {
  command = plan
  variables { cost_tags = { Project = "sprk" } }

  assert {
    condition     = one(aws_budgets_budget.this.cost_filter).values == tolist(["user:Project$sprk"])
    error_message = "The filter must have the form user:<tag>$<text>."
  }
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "My budget" }
  expect_failures = [var.name]
}

run "refuses_a_limit_of_nothing" {
  command = plan
  variables { limit_usd = 0 }
  expect_failures = [var.limit_usd]
}

run "refuses_no_threshold" {
  command = plan
  variables { actual_percent = [] }
  expect_failures = [var.actual_percent]
}

run "refuses_a_forecast_threshold_out_of_range" {
  command = plan
  variables { forecast_percent = [500] }
  expect_failures = [var.forecast_percent]
}

run "refuses_a_topic_that_is_no_arn" {
  command = plan
  variables { topic_arn = "alerts" }
  expect_failures = [var.topic_arn]
}

run "refuses_to_tell_nobody" {
  command = plan
  variables { topic_arn = null }
  expect_failures = [var.topic_arn]
}

run "refuses_what_is_no_address" {
  command = plan
  variables { emails = ["finance"] }
  expect_failures = [var.emails]
}
