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

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }

  mock_data "aws_region" {
    defaults = {
      name = "eu-central-1"
    }
  }
}

variables {
  name        = "sprk-dev-lots"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/data"
  indexes = [
    { name = "by-supplier", hash = "supplier", range = "id" },
    { name = "due", hash = "dueShard", range = "dueAt" },
  ]
}

run "has_string_keys_and_expires_items" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.hash_key == "pk" && aws_dynamodb_table.this.range_key == "sk" && aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST"
    error_message = "The table must be on demand and have the keys pk and sk."
  }

  assert {
    condition     = { for attribute in aws_dynamodb_table.this.attribute : attribute.name => attribute.type } == { pk = "S", sk = "S", supplier = "S", id = "S", dueShard = "S", dueAt = "S" }
    error_message = "Exactly the key attributes must be declared, all as strings."
  }

  assert {
    condition     = aws_dynamodb_table.this.ttl[0].attribute_name == "expiresAt" && aws_dynamodb_table.this.ttl[0].enabled
    error_message = "Items must expire by expiresAt."
  }
}

run "has_keys_only_indexes" {
  command = plan

  assert {
    condition = {
      for index in aws_dynamodb_table.this.global_secondary_index : index.name => [index.hash_key, index.range_key, index.projection_type]
      } == {
      by-supplier = ["supplier", "id", "KEYS_ONLY"]
      due         = ["dueShard", "dueAt", "KEYS_ONLY"]
    }
    error_message = "The indexes must be those given, with keys only."
  }
}

run "is_encrypted_recoverable_and_protected_by_default" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn == var.kms_key_arn
    error_message = "The table must use the given key."
  }

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Recovery and protection must be on unless turned off."
  }

  assert {
    condition     = length(aws_dynamodb_resource_policy.this) == 1 && one(data.aws_iam_policy_document.this.statement[0].condition).variable == "aws:SecureTransport"
    error_message = "Requests without TLS must be refused."
  }
}

run "makes_no_policy_where_the_emulator_has_none" {
  command = plan

  variables {
    tls_policy = false
  }

  assert {
    condition     = length(aws_dynamodb_resource_policy.this) == 0
    error_message = "There must be no resource policy."
  }
}

run "tells_the_topic_about_throttling_and_errors" {
  command = plan

  variables {
    alarms = { topic_arn = "arn:aws:sns:eu-central-1:111122223333:alerts" }
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:alerts"])
    ]) && length(aws_cloudwatch_metric_alarm.this) == 4
    error_message = "Four alarms must tell the topic."
  }
}

run "makes_no_alarms_when_told" {
  command = plan

  variables {
    alarms = null
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.this) == 0
    error_message = "There must be no alarm."
  }
}

run "refuses_a_name_with_capitals" {
  command = plan

  variables {
    name = "Lots"
  }

  expect_failures = [var.name]
}

run "refuses_two_indexes_of_one_name" {
  command = plan

  variables {
    indexes = [{ name = "due", hash = "a", range = "b" }, { name = "due", hash = "c", range = "d" }]
  }

  expect_failures = [var.indexes]
}

run "refuses_an_index_over_one_attribute" {
  command = plan

  variables {
    indexes = [{ name = "due", hash = "a", range = "a" }]
  }

  expect_failures = [var.indexes]
}

run "refuses_a_table_without_a_key" {
  command = plan

  variables {
    kms_key_arn = ""
  }

  expect_failures = [var.kms_key_arn]
}
