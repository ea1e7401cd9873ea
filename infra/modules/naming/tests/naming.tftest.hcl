variables {
  environment = "dev"
  stack       = "messaging-data"
  account_id  = "111122223333"
}

run "makes_the_names_that_the_services_expect" {
  command = plan

  assert {
    condition     = output.prefix == "sprk-dev" && output.bus == "sprk-dev" && output.archive == "sprk-dev-all"
    error_message = "Prefix, bus or archive is named wrongly."
  }

  assert {
    condition     = output.tables["lots"] == "sprk-dev-lots" && length(output.tables) == 5
    error_message = "The five tables are named <prefix>-<name>."
  }

  assert {
    condition = (
      output.queues["match-requests"] == "sprk-dev-match-requests" &&
      output.dead_letter_queues["match-requests"] == "sprk-dev-match-requests-dlq" &&
      output.rules["match-requests"] == "sprk-dev-to-match-requests" &&
      output.undelivered_queue == "sprk-dev-undelivered-dlq"
    )
    error_message = "A queue, its dead letter queue or its rule is named wrongly."
  }

  assert {
    condition     = output.buckets["weights"] == "sprk-dev-weights-111122223333"
    error_message = "A bucket name ends with the account."
  }

  assert {
    condition = (
      output.secrets["internal-webhook"] == "sprk/dev/internal-webhook" &&
      output.contracts["foundation"] == "/sprk/dev/foundation/contract" &&
      output.key_aliases["data"] == "alias/sprk-dev-data" &&
      output.roles["backend"] == "sprk-dev-backend"
    )
    error_message = "A secret, contract, key alias or role is named wrongly."
  }
}

run "tags_everything_with_eight_tags" {
  command = plan

  assert {
    condition = output.tags == {
      Project     = "sprk"
      Environment = "dev"
      Stack       = "messaging-data"
      Owner       = "platform"
      CostCenter  = "food-rescue"
      DataClass   = "internal"
      ManagedBy   = "terraform"
      Repo        = "sprk"
    }
    error_message = "A tag is missing or wrong."
  }
}

run "keeps_bucket_names_within_63_characters" {
  command = plan

  variables {
    project     = "abcdefghijkl"
    environment = "staging"
  }

  assert {
    condition     = alltrue([for name in values(output.buckets) : length(name) <= 63])
    error_message = "A bucket name is too long."
  }
}

run "refuses_a_project_that_no_bucket_may_be_named_after" {
  command = plan

  variables {
    project = "SPRK_1"
  }

  expect_failures = [var.project]
}

run "refuses_an_unknown_environment" {
  command = plan

  variables {
    environment = "qa"
  }

  expect_failures = [var.environment]
}

run "refuses_an_unknown_stack" {
  command = plan

  variables {
    stack = "data"
  }

  expect_failures = [var.stack]
}

run "refuses_an_account_that_is_not_12_digits" {
  command = plan

  variables {
    account_id = "1234"
  }

  expect_failures = [var.account_id]
}

run "refuses_an_unknown_class_of_data" {
  command = plan

  variables {
    data_class = "secret"
  }

  expect_failures = [var.data_class]
}
