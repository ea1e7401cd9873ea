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
  name        = "sprk-dev"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/messaging"
  archive     = { name = "sprk-dev-all", retention_days = 30 }
  rules = {
    sprk-dev-to-outcomes = {
      description     = "Outcomes for the cruncher"
      event_types     = ["outcome.recorded"]
      queue_arn       = "arn:aws:sqs:eu-central-1:111122223333:sprk-dev-outcomes"
      dead_letter_arn = "arn:aws:sqs:eu-central-1:111122223333:sprk-dev-undelivered-dlq"
    }
  }
}

run "routes_the_event_types_of_a_queue_and_nothing_else" {
  command = plan

  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.this["sprk-dev-to-outcomes"].event_pattern) == {
      source        = ["sprk"]
      "detail-type" = ["outcome.recorded"]
    }
    error_message = "The pattern must match our source and the given types."
  }

  assert {
    condition     = aws_cloudwatch_event_target.this["sprk-dev-to-outcomes"].arn == "arn:aws:sqs:eu-central-1:111122223333:sprk-dev-outcomes"
    error_message = "The target must be the queue."
  }
}

run "hands_the_event_over_without_the_envelope" {
  command = plan

  assert {
    condition     = aws_cloudwatch_event_target.this["sprk-dev-to-outcomes"].input_path == "$.detail"
    error_message = "The queue must get the detail only."
  }
}

run "sets_undeliverable_events_aside_after_a_day" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_event_target.this["sprk-dev-to-outcomes"].retry_policy[0].maximum_event_age_in_seconds == 86400 &&
      aws_cloudwatch_event_target.this["sprk-dev-to-outcomes"].retry_policy[0].maximum_retry_attempts == 185 &&
      aws_cloudwatch_event_target.this["sprk-dev-to-outcomes"].dead_letter_config[0].arn == "arn:aws:sqs:eu-central-1:111122223333:sprk-dev-undelivered-dlq"
    )
    error_message = "The target needs an explicit retry policy and a dead letter queue."
  }
}

run "encrypts_the_bus_and_archives_every_event" {
  command = plan

  assert {
    condition     = aws_cloudwatch_event_bus.this.kms_key_identifier == var.kms_key_arn
    error_message = "The bus must be encrypted with the given key."
  }

  assert {
    condition     = aws_cloudwatch_event_archive.this.event_pattern == null && aws_cloudwatch_event_archive.this.retention_days == 30
    error_message = "The archive must keep all events for the given time."
  }
}

run "lets_only_the_own_account_publish_and_only_our_source" {
  command = plan

  assert {
    condition     = one(data.aws_iam_policy_document.this.statement[0].principals).identifiers == toset(["arn:aws:iam::111122223333:root"])
    error_message = "No other account may publish."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.this.statement[0].condition).variable == "events:source"
    error_message = "Publishers must not be able to use another source."
  }
}

run "lets_only_named_publishers_publish_when_given" {
  command = plan

  variables {
    publisher_arns = ["arn:aws:iam::111122223333:role/sprk-dev-backend"]
  }

  assert {
    condition     = one(data.aws_iam_policy_document.this.statement[0].principals).identifiers == toset(["arn:aws:iam::111122223333:role/sprk-dev-backend"])
    error_message = "Only the given role may publish."
  }
}

run "refuses_the_default_bus" {
  command = plan

  variables {
    name = "default"
  }

  expect_failures = [var.name]
}

run "refuses_an_alias_as_key" {
  command = plan

  variables {
    kms_key_arn = "alias/sprk-dev-messaging"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_source_of_aws" {
  command = plan

  variables {
    source_name = "aws.sqs"
  }

  expect_failures = [var.source_name]
}

run "refuses_a_wildcard_publisher" {
  command = plan

  variables {
    publisher_arns = ["arn:aws:iam::111122223333:role/*"]
  }

  expect_failures = [var.publisher_arns]
}

run "refuses_a_rule_that_would_take_everything" {
  command = plan

  variables {
    rules = { all = { description = "All", event_types = [], queue_arn = "arn:a", dead_letter_arn = "arn:b" } }
  }

  expect_failures = [var.rules]
}

run "refuses_a_retry_time_of_more_than_a_day" {
  command = plan

  variables {
    retry = { maximum_age_seconds = 90000 }
  }

  expect_failures = [var.retry]
}

run "refuses_delivery_without_a_retry" {
  command = plan

  variables {
    retry = { maximum_attempts = 0 }
  }

  expect_failures = [var.retry]
}

run "refuses_an_archive_name_that_is_too_long" {
  command = plan

  variables {
    archive = { name = "sprk-dev-all-events-of-all-services-in-all-regions", retention_days = 30 }
  }

  expect_failures = [var.archive]
}

run "refuses_to_keep_events_for_ever" {
  command = plan

  variables {
    archive = { name = "sprk-dev-all", retention_days = 0 }
  }

  expect_failures = [var.archive]
}
