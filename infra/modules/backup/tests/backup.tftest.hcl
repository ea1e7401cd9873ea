mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  name          = "sprk-dev"
  kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/data"
  resource_arns = ["arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-dev-lots"]
  schedules     = { daily = { cron = "cron(0 3 * * ? *)", delete_days = 35 } }
  lock          = { enabled = true }
  topic_arn     = "arn:aws:sns:eu-central-1:111122223333:sprk-dev-alerts"
}

run "backs_up_the_named_resources_into_an_encrypted_vault" {
  command = plan

  assert {
    condition     = aws_backup_vault.this.kms_key_arn == var.kms_key_arn && !aws_backup_vault.this.force_destroy
    error_message = "The vault must have our key and survive a destroy."
  }

  assert {
    condition     = aws_backup_selection.this.resources == toset(var.resource_arns)
    error_message = "The selection must be the list of resources."
  }

  assert {
    condition     = one(aws_backup_plan.this.rule).schedule == "cron(0 3 * * ? *)" && one(aws_backup_plan.this.rule).lifecycle[0].delete_after == 35
    error_message = "Plan and schedule must agree."
  }
}

run "locks_the_vault" {
  command = plan

  assert {
    condition     = aws_backup_vault_lock_configuration.this[0].min_retention_days == 7 && aws_backup_vault_lock_configuration.this[0].changeable_for_days == null
    error_message = "By default the lock holds 7 days and is not final."
  }
}

run "may_back_up_but_not_restore" {
  command = plan

  assert {
    condition     = !anytrue([for a in aws_iam_role_policy_attachment.this : strcontains(a.policy_arn, "Restore")])
    error_message = "The role must not be able to restore."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.trust.statement[0].condition).variable == "aws:SourceAccount"
    error_message = "Backup may act for this account only."
  }
}

run "tells_of_failures" {
  command = plan

  assert {
    condition     = contains(aws_backup_vault_notifications.this.backup_vault_events, "BACKUP_JOB_FAILED")
    error_message = "Failed jobs must be told."
  }
}

run "leaves_the_vault_open_where_asked" {
  command = plan

  variables {
    lock          = { enabled = false }
    force_destroy = true
  }

  assert {
    condition     = length(aws_backup_vault_lock_configuration.this) == 0
    error_message = "The lock must be off."
  }
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "Backup!" }
  expect_failures = [var.name]
}

run "refuses_a_key_that_is_no_arn" {
  command = plan
  variables { kms_key_arn = "data" }
  expect_failures = [var.kms_key_arn]
}

run "refuses_wildcards" {
  command = plan
  variables { resource_arns = ["arn:aws:dynamodb:*:*:table/*"] }
  expect_failures = [var.resource_arns]
}

run "refuses_what_is_no_schedule" {
  command = plan
  variables { schedules = { daily = { cron = "03:00", delete_days = 35 } } }
  expect_failures = [var.schedules]
}

run "refuses_to_keep_backups_for_no_time" {
  command = plan

  variables {
    schedules = { daily = { cron = "cron(0 3 * * ? *)", delete_days = 0 } }
    lock      = { enabled = false }
  }

  expect_failures = [var.schedules]
}

run "refuses_cold_storage_that_is_too_short" {
  command = plan

  variables {
    schedules = { daily = { cron = "cron(0 3 * * ? *)", delete_days = 60, cold_days = 30 } }
    lock      = { enabled = false }
  }

  expect_failures = [var.schedules]
}

run "refuses_a_lock_that_ends_before_it_begins" {
  command = plan
  variables { lock = { enabled = false, min_days = 30, max_days = 7 } }
  expect_failures = [var.lock]
}

run "refuses_a_lock_that_is_final_at_once" {
  command = plan
  variables { lock = { enabled = true, changeable_for_days = 1 } }
  expect_failures = [var.lock]
}

run "refuses_schedules_that_the_lock_would_refuse" {
  command = plan
  variables { lock = { enabled = true, min_days = 90 } }
  expect_failures = [var.lock]
}

run "refuses_a_topic_that_is_no_arn" {
  command = plan
  variables { topic_arn = "alerts" }
  expect_failures = [var.topic_arn]
}

run "refuses_to_destroy_a_locked_vault" {
  command = plan
  variables { force_destroy = true }
  expect_failures = [var.force_destroy]
}
