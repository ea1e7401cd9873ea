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

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
    }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = {
      arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/sprk-prod/flow-logs"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::111122223333:role/sprk-prod-flow-logs"
    }
  }
}

variables {
  environment = "prod"
  region      = "eu-central-1"

  settings = {
    sizing     = { vpc_cidr = "10.40.0.0/16", zones = ["a", "b", "c"], nat_mode = "per_az", interface_endpoints = ["sqs"] }
    retention  = { flow_log_days = 90 }
    protection = { key_deletion_days = 30 }
    alerting   = { topic_arn = "arn:aws:sns:eu-central-1:111122223333:alerts" }
  }
}

run "offers_the_other_stacks_keys_network_and_topic" {
  command = apply

  assert {
    condition = toset(keys(output.contract)) == toset([
      "alarm_topic_arn", "data_key_arn", "messaging_key_arn", "logs_key_arn", "vpc_id", "vpc_cidr_block",
      "private_subnet_ids", "public_subnet_ids", "endpoint_security_group_id",
    ])
    error_message = "The contract must have exactly these names: other stacks read them."
  }

  assert {
    condition     = length(output.contract.private_subnet_ids) == 3 && length(output.contract.public_subnet_ids) == 3
    error_message = "Each zone needs a private and a public subnet."
  }

  assert {
    condition     = output.alarm_topic_arn == "arn:aws:sns:eu-central-1:111122223333:alerts"
    error_message = "The topic for alarms must be handed on."
  }
}

run "refuses_prod_with_a_shared_nat_gateway" {
  command = plan

  variables {
    settings = {
      sizing     = { vpc_cidr = "10.40.0.0/16", zones = ["a", "b", "c"], nat_mode = "single", interface_endpoints = ["sqs"] }
      retention  = { flow_log_days = 90 }
      protection = { key_deletion_days = 30 }
      alerting   = {}
    }
  }

  expect_failures = [var.settings]
}

run "refuses_prod_that_forgets_its_traffic_within_a_month" {
  command = plan

  variables {
    settings = {
      sizing     = { vpc_cidr = "10.40.0.0/16", zones = ["a", "b", "c"], nat_mode = "per_az", interface_endpoints = ["sqs"] }
      retention  = { flow_log_days = 7 }
      protection = { key_deletion_days = 30 }
      alerting   = {}
    }
  }

  expect_failures = [var.settings]
}

run "refuses_prod_whose_keys_are_gone_in_a_week" {
  command = plan

  variables {
    settings = {
      sizing     = { vpc_cidr = "10.40.0.0/16", zones = ["a", "b", "c"], nat_mode = "per_az", interface_endpoints = ["sqs"] }
      retention  = { flow_log_days = 90 }
      protection = { key_deletion_days = 7 }
      alerting   = {}
    }
  }

  expect_failures = [var.settings]
}
