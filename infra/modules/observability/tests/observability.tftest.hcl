mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_resource "aws_cloudwatch_metric_alarm" {
    defaults = { arn = "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:x" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:111122223333:sprk-dev-alerts" }
  }
}

variables {
  name               = "sprk-dev"
  services           = ["backend", "matcher"]
  log_retention_days = 30
  kms_key_arn        = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  runbook_base_url   = "https://example.org/runbooks"
  alert_emails       = ["on-call@example.org"]

  log_alarms = {
    errors = {
      services    = ["backend", "matcher"]
      pattern     = "{ $.level = \"error\" }"
      description = "Errors."
      runbook     = "errors.md"
      severity    = "ticket"
      threshold   = 5
    }
  }

  metric_alarms = {
    dead-letters = {
      namespace   = "AWS/SQS"
      metric      = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = "sprk-dev-outcomes-dlq" }
      statistic   = "Maximum"
      threshold   = 0
      description = "Dead letters."
      runbook     = "operations.md#dead-letters"
      severity    = "page"
    }
  }

  dashboard = {
    queues             = ["sprk-dev-outcomes"]
    dead_letter_queues = ["sprk-dev-outcomes-dlq"]
    tables             = ["sprk-dev-lots"]
  }
}

run "keeps_encrypted_logs_for_as_long_as_asked" {
  command = plan

  assert {
    condition     = toset([for g in aws_cloudwatch_log_group.service : g.name]) == toset(["/sprk-dev/backend", "/sprk-dev/matcher"])
    error_message = "Each service needs the log group /<name>/<service>."
  }

  assert {
    condition     = alltrue([for g in aws_cloudwatch_log_group.service : g.retention_in_days == 30 && g.kms_key_id == var.kms_key_arn])
    error_message = "Retention and key must be those given."
  }
}

run "counts_lines_of_all_named_services_into_one_metric" {
  command = plan

  assert {
    condition     = toset(keys(aws_cloudwatch_log_metric_filter.this)) == toset(["errors/backend", "errors/matcher"])
    error_message = "Each named service needs the filter."
  }

  assert {
    condition     = alltrue([for f in aws_cloudwatch_log_metric_filter.this : f.metric_transformation[0].name == "errors" && f.metric_transformation[0].namespace == "sprk-dev"])
    error_message = "All filters of an alarm must feed its metric."
  }
}

run "names_the_runbook_in_every_alarm" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.log["errors"].alarm_description == "[ticket] Errors. Runbook: https://example.org/runbooks/errors.md"
    error_message = "The description must end with the link."
  }

  assert {
    condition     = endswith(aws_cloudwatch_metric_alarm.metric["dead-letters"].alarm_description, "operations.md#dead-letters")
    error_message = "Anchors must survive."
  }
}

run "calls_once_for_all_pages" {
  command = apply
  variables { other_pages = ["sprk-dev-match-requests-oldest-message"] }

  assert {
    condition     = aws_cloudwatch_composite_alarm.page[0].alarm_rule == "ALARM(\"sprk-dev-dead-letters\") OR ALARM(\"sprk-dev-match-requests-oldest-message\")"
    error_message = "The composite alarm watches the pages."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.metric["dead-letters"].alarm_actions) == 0 && length(aws_cloudwatch_metric_alarm.log["errors"].alarm_actions) == 1
    error_message = "Pages call through the composite alarm, tickets by themselves."
  }
}

run "calls_for_each_page_without_composite_alarm" {
  command = apply
  variables { composite_alarm = false }

  assert {
    condition     = length(aws_cloudwatch_composite_alarm.page) == 0 && length(aws_cloudwatch_metric_alarm.metric["dead-letters"].alarm_actions) == 1
    error_message = "Without the composite alarm each page must call."
  }
}

run "encrypts_alerts_and_takes_them_from_this_account_only" {
  command = plan
  variables { publishers = ["budgets"] }

  assert {
    condition     = aws_sns_topic.alerts.kms_master_key_id == var.kms_key_arn
    error_message = "The topic must be encrypted with our key."
  }

  assert {
    condition     = data.aws_iam_policy_document.alerts.statement[0].principals == toset([{ type = "Service", identifiers = toset(["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]) }])
    error_message = "CloudWatch and the named publishers may publish."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.alerts.statement[0].condition).variable == "aws:SourceAccount"
    error_message = "Services must not be able to act for other accounts."
  }

  assert {
    condition     = data.aws_iam_policy_document.alerts.statement[1].effect == "Deny" && one(data.aws_iam_policy_document.alerts.statement[1].condition).variable == "aws:SecureTransport"
    error_message = "Plain HTTP must be refused."
  }
}

run "draws_a_dashboard_that_is_valid_json" {
  command = apply

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 7
    error_message = "The dashboard has seven widgets."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets[3].properties.metrics[0][3] == "sprk-dev-outcomes-dlq"
    error_message = "Dead letter queues must be shown."
  }
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "SPRK" }
  expect_failures = [var.name]
}

run "refuses_no_services" {
  command = plan

  variables {
    services   = []
    log_alarms = {}
  }

  expect_failures = [var.services]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan
  variables { log_retention_days = 31 }
  expect_failures = [var.log_retention_days]
}

run "refuses_a_key_that_is_no_arn" {
  command = plan
  variables { kms_key_arn = "logs" }
  expect_failures = [var.kms_key_arn]
}

run "refuses_a_runbook_base_without_tls" {
  command = plan
  variables { runbook_base_url = "http://example.org" }
  expect_failures = [var.runbook_base_url]
}

run "refuses_a_log_alarm_of_unknown_severity" {
  command = plan
  variables { log_alarms = { x = { services = ["backend"], pattern = "x", description = "x.", runbook = "x.md", severity = "high" } } }
  expect_failures = [var.log_alarms]
}

run "refuses_a_log_alarm_without_runbook" {
  command = plan
  variables { log_alarms = { x = { services = ["backend"], pattern = "x", description = "x.", runbook = "", severity = "page" } } }
  expect_failures = [var.log_alarms]
}

run "refuses_a_metric_alarm_of_unknown_severity" {
  command = plan
  variables { metric_alarms = { y = { namespace = "AWS/SQS", metric = "m", dimensions = {}, statistic = "Sum", threshold = 0, description = "y.", runbook = "x.md", severity = "high" } } }
  expect_failures = [var.metric_alarms]
}

run "refuses_a_metric_alarm_without_runbook" {
  command = plan
  variables { metric_alarms = { y = { namespace = "AWS/SQS", metric = "m", dimensions = {}, statistic = "Sum", threshold = 0, description = "y.", runbook = "", severity = "page" } } }
  expect_failures = [var.metric_alarms]
}

run "refuses_a_log_alarm_on_an_unknown_service" {
  command = plan
  variables { log_alarms = { x = { services = ["cooker"], pattern = "x", description = "x.", runbook = "x.md", severity = "page" } } }
  expect_failures = [var.log_alarms]
}

run "refuses_an_unknown_statistic" {
  command = plan

  variables {
    metric_alarms = { y = { namespace = "AWS/SQS", metric = "m", dimensions = {}, statistic = "p99", threshold = 0, description = "y.", runbook = "y.md", severity = "page" } }
  }

  expect_failures = [var.metric_alarms]
}

run "refuses_two_alarms_of_one_name" {
  command = plan

  variables {
    metric_alarms = { errors = { namespace = "AWS/SQS", metric = "m", dimensions = {}, statistic = "Sum", threshold = 0, description = "y.", runbook = "y.md", severity = "page" } }
  }

  expect_failures = [var.metric_alarms]
}

run "refuses_what_is_no_address" {
  command = plan
  variables { alert_emails = ["on-call"] }
  expect_failures = [var.alert_emails]
}

run "refuses_an_unknown_publisher" {
  command = plan
  variables { publishers = ["ec2"] }
  expect_failures = [var.publishers]
}
