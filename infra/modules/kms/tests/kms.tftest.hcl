mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_region" {
    defaults = {
      name = "eu-central-1"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }
}

variables {
  alias        = "alias/sprk-dev-messaging"
  description  = "Queues and bus"
  via_services = ["sqs"]
  source_arns_by_service = {
    events = ["arn:aws:events:eu-central-1:111122223333:rule/sprk-dev/*"]
  }
  event_bus_arns = ["arn:aws:events:eu-central-1:111122223333:event-bus/sprk-dev"]
  log_group_arns = ["arn:aws:logs:eu-central-1:111122223333:log-group:/sprk/dev/*"]
}

run "rotates_the_key_and_keeps_a_deleted_one_for_a_month" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.rotation_period_in_days == 365
    error_message = "The key must rotate each year."
  }

  assert {
    condition     = aws_kms_key.this.deletion_window_in_days == 30
    error_message = "A deletion must be revocable for 30 days."
  }
}

run "gives_the_account_administration_but_no_direct_use" {
  command = plan

  assert {
    condition = alltrue([
      for statement in concat(data.aws_iam_policy_document.account.statement, data.aws_iam_policy_document.services.statement) : length(statement.condition) > 0
      if length(setintersection(statement.actions, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:CreateGrant"])) > 0
    ])
    error_message = "A statement that gives use of the key must have a condition."
  }

  assert {
    condition     = !anytrue([for statement in data.aws_iam_policy_document.account.statement : contains(statement.actions, "kms:*")])
    error_message = "Nobody gets kms:*."
  }

  assert {
    condition     = !anytrue(flatten([for statement in concat(data.aws_iam_policy_document.account.statement, data.aws_iam_policy_document.services.statement) : [for principal in statement.principals : contains(principal.identifiers, "*")]]))
    error_message = "No statement may be open to everybody."
  }
}

run "lets_event_rules_of_the_own_account_write_to_encrypted_queues" {
  command = plan

  assert {
    condition = one([
      for statement in data.aws_iam_policy_document.services.statement : {
        actions    = statement.actions
        principal  = one(statement.principals).identifiers
        conditions = { for condition in statement.condition : condition.variable => toset(condition.values) }
      } if statement.sid == "DeliverFromEvents"
      ]) == {
      actions   = toset(["kms:Decrypt", "kms:GenerateDataKey*"])
      principal = toset(["events.amazonaws.com"])
      conditions = {
        "aws:SourceAccount" = toset(["111122223333"])
        "aws:SourceArn"     = toset(["arn:aws:events:eu-central-1:111122223333:rule/sprk-dev/*"])
      }
    }
    error_message = "EventBridge needs Decrypt and GenerateDataKey*, for the given rules of this account."
  }
}

run "ties_each_service_principal_to_its_resources" {
  command = plan

  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.services.statement : length(statement.condition) > 0
      if anytrue([for principal in statement.principals : principal.type == "Service"])
    ])
    error_message = "A service principal without a condition could be made to act for another account."
  }
}

run "writes_no_statement_for_what_was_not_asked" {
  command = plan

  variables {
    via_services           = []
    source_arns_by_service = {}
    event_bus_arns         = []
    log_group_arns         = []
  }

  assert {
    condition     = [for statement in data.aws_iam_policy_document.account.statement : statement.sid] == ["AdministerByAccount"] && length(data.aws_iam_policy_document.services.statement) == 0
    error_message = "Only the account's administration may be left."
  }
}

run "refuses_a_reserved_alias" {
  command = plan

  variables {
    alias = "alias/aws/sqs"
  }

  expect_failures = [var.alias]
}

run "refuses_a_deletion_window_below_a_week" {
  command = plan

  variables {
    deletion_window_in_days = 6
  }

  expect_failures = [var.deletion_window_in_days]
}

run "refuses_a_key_that_lives_longer_than_a_year" {
  command = plan

  variables {
    rotation_period_in_days = 366
  }

  expect_failures = [var.rotation_period_in_days]
}

run "refuses_a_full_service_name" {
  command = plan

  variables {
    via_services = ["sqs.eu-central-1.amazonaws.com"]
  }

  expect_failures = [var.via_services]
}

run "refuses_a_service_it_does_not_know" {
  command = plan

  variables {
    source_arns_by_service = { ec2 = ["arn:aws:ec2:eu-central-1:111122223333:instance/i-1"] }
  }

  expect_failures = [var.source_arns_by_service]
}

run "refuses_a_service_without_sources" {
  command = plan

  variables {
    source_arns_by_service = { events = [] }
  }

  expect_failures = [var.source_arns_by_service]
}

run "refuses_any_bus" {
  command = plan

  variables {
    event_bus_arns = ["arn:aws:events:eu-central-1:111122223333:event-bus/*"]
  }

  expect_failures = [var.event_bus_arns]
}

run "refuses_all_log_groups" {
  command = plan

  variables {
    log_group_arns = ["arn:aws:logs:eu-central-1:111122223333:log-group:*"]
  }

  expect_failures = [var.log_group_arns]
}
