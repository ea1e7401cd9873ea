mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
}

override_data {
  target = data.aws_ssm_parameter.contract["foundation"]
  values = {
    insecure_value = "{\"data_key_arn\":\"arn:aws:kms:eu-central-1:111122223333:key/data\",\"logs_key_arn\":\"arn:aws:kms:eu-central-1:111122223333:key/logs\"}"
  }
}

override_data {
  target = data.aws_ssm_parameter.contract["messaging-data"]
  values = {
    insecure_value = "{\"table_arns\":{\"lots\":\"arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-lots\"},\"weights_bucket_arn\":\"arn:aws:s3:::sprk-prod-weights-111122223333\"}"
  }
}

variables {
  environment = "prod"
  region      = "eu-central-1"

  settings = {
    sizing     = { monthly_usd = 2500 }
    retention  = { log_days = 90, daily_backup_days = 35, monthly_backup_days = 365, vault_lock_min_days = 30 }
    protection = { vault_lock = true, force_destroy = false }
    alerting   = { emails = ["on-call@example.org"], errors_in_5_minutes = 10, runbook_base_url = "https://example.org" }
    features   = { budget = true, backup = true }
  }
}

run "watches_saves_and_counts_on_aws" {
  command = plan

  assert {
    condition     = length(module.budget) == 1 && length(module.backup) == 1
    error_message = "On AWS nothing is left out."
  }

  assert {
    condition = toset(module.observability.alarm_names) == toset([
      "sprk-prod-errors", "sprk-prod-events-refused", "sprk-prod-page", "sprk-prod-set-aside", "sprk-prod-unanswered-lots",
    ])
    error_message = "An alarm is missing or new."
  }
}

run "leaves_out_what_the_emulator_lacks" {
  command = plan

  variables {
    environment           = "local"
    emulator              = true
    emulator_capabilities = ["cloudwatch", "logs", "sns", "ssm"]
  }

  assert {
    condition     = length(module.budget) == 0 && length(module.backup) == 0 && local.contract.backup_vault == null
    error_message = "Without Budgets and Backup there are logs and alarms."
  }
}

run "refuses_capabilities_on_aws" {
  command = plan
  variables { emulator_capabilities = [] }
  expect_failures = [var.emulator_capabilities]
}

run "refuses_a_prod_without_locked_backups" {
  command = plan
  variables { settings = merge(var.settings, { protection = { vault_lock = false, force_destroy = false } }) }
  expect_failures = [var.settings]
}

run "refuses_a_prod_that_forgets_too_soon" {
  command = plan
  variables { settings = merge(var.settings, { retention = merge(var.settings.retention, { log_days = 7 }) }) }
  expect_failures = [var.settings]
}

run "refuses_a_prod_that_nobody_hears" {
  command = plan
  variables { settings = merge(var.settings, { alerting = merge(var.settings.alerting, { emails = [] }) }) }
  expect_failures = [var.settings]
}

run "refuses_to_destroy_backups_outside_of_local" {
  command = plan

  variables {
    environment = "dev"
    settings    = merge(var.settings, { protection = { vault_lock = false, force_destroy = true } })
  }

  expect_failures = [var.settings]
}
