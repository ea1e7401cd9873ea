# Mocks know no ephemeral resources, so this is the real provider, which calls nobody while it plans without secret values.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.queue["match-requests"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.queue["outcomes"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.queue["notifications"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.table["lots"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.table["partners"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.table["events"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.table["operations"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.table["learning"].data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.undelivered_queue.data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.event_bus.data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.log_bucket.data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = module.weights_bucket.data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = data.aws_ssm_parameter.foundation
  values = {
    insecure_value = "{\"data_key_arn\":\"arn:aws:kms:eu-central-1:111122223333:key/data\",\"messaging_key_arn\":\"arn:aws:kms:eu-central-1:111122223333:key/messaging\",\"alarm_topic_arn\":null}"
  }
}

variables {
  environment = "prod"
  region      = "eu-central-1"

  settings = {
    retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
    protection = { deletion_protection = true, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 30 }
    alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
    features   = { bus_key = true, table_policies = true }
    secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
  }
}

run "names_tables_and_queues_as_the_services_expect" {
  command = plan

  assert {
    condition     = toset([for table in module.table : table.table_name]) == toset([for name in ["lots", "partners", "events", "operations", "learning"] : "sprk-prod-${name}"])
    error_message = "The five tables must bear the fixed names."
  }

  assert {
    condition = {
      for name, queue in module.queue : name => [queue.queue_name, queue.dead_letter_name]
      } == {
      for name in ["match-requests", "outcomes", "notifications"] : name => ["sprk-prod-${name}", "sprk-prod-${name}-dlq"]
    }
    error_message = "The queues must bear the fixed names."
  }

  assert {
    condition     = module.event_bus.bus_name == "sprk-prod" && module.undelivered_queue.dead_letter_name == "sprk-prod-undelivered-dlq"
    error_message = "The bus and its dead letter queue must bear the fixed names."
  }
}

run "ties_each_queue_to_the_rule_that_feeds_it" {
  command = plan

  assert {
    condition     = local.rule_arns["outcomes"] == "arn:aws:events:eu-central-1:111122223333:rule/sprk-prod/sprk-prod-to-outcomes"
    error_message = "The ARN that is written out must be the one AWS gives the rule."
  }
}

run "refuses_prod_whose_tables_can_be_deleted" {
  command = plan

  variables {
    settings = {
      retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = false, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 30 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
      features   = { bus_key = true, table_policies = true }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}

run "refuses_prod_whose_tables_cannot_be_restored" {
  command = plan

  variables {
    settings = {
      retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = true, point_in_time_recovery = false, force_destroy = false, secret_recovery_days = 30 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
      features   = { bus_key = true, table_policies = true }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}

run "refuses_prod_that_forgets_events_within_a_month" {
  command = plan

  variables {
    settings = {
      retention  = { queue_days = 7, archive_days = 7, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = true, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 30 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
      features   = { bus_key = true, table_policies = true }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}

run "refuses_prod_whose_secrets_are_gone_in_a_week" {
  command = plan

  variables {
    settings = {
      retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = true, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 7 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
      features   = { bus_key = true, table_policies = true }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}

run "refuses_a_bus_without_the_key_outside_an_emulator" {
  command = plan

  variables {
    environment = "dev"

    settings = {
      retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = true, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 30 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
      features   = { bus_key = false, table_policies = true }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}

run "refuses_tables_without_a_policy_outside_an_emulator" {
  command = plan

  variables {
    environment = "dev"

    settings = {
      retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = true, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 30 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, notifications = 300 } }
      features   = { bus_key = true, table_policies = false }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}

run "refuses_alarms_for_a_queue_that_is_not_there" {
  command = plan

  variables {
    environment = "dev"

    settings = {
      retention  = { queue_days = 7, archive_days = 90, old_version_days = 90, access_log_days = 90 }
      protection = { deletion_protection = true, point_in_time_recovery = true, force_destroy = false, secret_recovery_days = 30 }
      alerting   = { oldest_message_seconds = { match-requests = 60, outcomes = 900, mails = 300 } }
      features   = { bus_key = true, table_policies = true }
      secrets    = { internal_webhook_version = 0, keep_previous_internal = false, partner_webhook_version = 0, deployer_role_names = ["sprk-prod-apply"] }
    }
  }

  expect_failures = [var.settings]
}
