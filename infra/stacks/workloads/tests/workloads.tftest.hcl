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
    insecure_value = <<-JSON
      {
        "private_subnet_ids": ["subnet-a", "subnet-b", "subnet-c"],
        "data_key_arn": "arn:aws:kms:eu-central-1:111122223333:key/data",
        "messaging_key_arn": "arn:aws:kms:eu-central-1:111122223333:key/messaging",
        "logs_key_arn": "arn:aws:kms:eu-central-1:111122223333:key/logs"
      }
    JSON
  }
}

override_data {
  target = data.aws_ssm_parameter.contract["messaging-data"]
  values = {
    insecure_value = <<-JSON
      {
        "bus_arn": "arn:aws:events:eu-central-1:111122223333:event-bus/sprk-prod",
        "table_arns": {
          "lots": "arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-lots",
          "partners": "arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-partners",
          "events": "arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-events",
          "operations": "arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-operations",
          "learning": "arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-learning"
        },
        "queue_arns": {
          "match-requests": "arn:aws:sqs:eu-central-1:111122223333:sprk-prod-match-requests",
          "outcomes": "arn:aws:sqs:eu-central-1:111122223333:sprk-prod-outcomes",
          "notifications": "arn:aws:sqs:eu-central-1:111122223333:sprk-prod-notifications"
        },
        "dead_letter_arns": {
          "match-requests": "arn:aws:sqs:eu-central-1:111122223333:sprk-prod-match-requests-dlq",
          "outcomes": "arn:aws:sqs:eu-central-1:111122223333:sprk-prod-outcomes-dlq",
          "notifications": "arn:aws:sqs:eu-central-1:111122223333:sprk-prod-notifications-dlq"
        },
        "weights_bucket_arn": "arn:aws:s3:::sprk-prod-weights-111122223333",
        "secret_arns": {
          "internal-webhook": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:sprk/prod/internal-webhook-a",
          "partner-webhook": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:sprk/prod/partner-webhook-b"
        }
      }
    JSON
  }
}

variables {
  environment = "prod"
  region      = "eu-central-1"

  settings = {
    sizing = {
      kubernetes_version = "1.34"
      node_groups        = { system = { instance_types = ["m7g.large"], spot = false, min_size = 3, max_size = 6, labels = {} } }
    }
    retention  = { control_plane_log_days = 90, images = 200 }
    protection = { public_access_cidrs = [], force_delete_images = false, key_deletion_days = 30 }
    access     = {}
    features   = { pod_identity = true }
  }
}

run "makes_cluster_registry_and_three_identities_on_aws" {
  command = plan

  assert {
    condition     = length(module.cluster) == 1 && length(module.registry) == 1 && toset(keys(module.identity)) == toset(["backend", "matcher", "cruncher"])
    error_message = "On AWS nothing is left out."
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.stand_in) == 0
    error_message = "With a cluster its own issuer is used."
  }
}

run "leaves_out_what_the_emulator_lacks_but_keeps_the_identities" {
  command = plan

  variables {
    environment           = "local"
    emulator              = true
    emulator_capabilities = ["iam", "kms", "ssm"]
  }

  assert {
    condition     = length(module.cluster) == 0 && length(module.registry) == 0 && length(module.identity) == 3
    error_message = "Without EKS and ECR there are still the identities."
  }
}

run "lets_the_matcher_see_no_table_and_only_its_queue" {
  command = plan

  assert {
    condition = !anytrue(flatten([
      for s in local.statements.matcher : [for action in s.actions : startswith(action, "dynamodb:") || startswith(action, "events:") || action == "s3:PutObject"]
    ]))
    error_message = "The matcher reads its queue, weights and one secret."
  }

  assert {
    condition = toset(flatten([
      for s in local.statements.matcher : s.resources if contains(s.actions, "sqs:ReceiveMessage")
    ])) == toset(["arn:aws:sqs:eu-central-1:111122223333:sprk-prod-match-requests"])
    error_message = "The matcher consumes match-requests alone."
  }
}

run "lets_the_cruncher_touch_the_table_of_learning_only" {
  command = plan

  assert {
    condition = toset(flatten([
      for s in local.statements.cruncher : s.resources if anytrue([for action in s.actions : startswith(action, "dynamodb:")])
    ])) == toset(["arn:aws:dynamodb:eu-central-1:111122223333:table/sprk-prod-learning"])
    error_message = "The cruncher has one table."
  }
}

run "keeps_the_master_secret_of_partners_to_the_backend" {
  command = plan

  assert {
    condition = [
      for service, statements in local.statements : service
      if anytrue(flatten([for s in statements : [for resource in s.resources : strcontains(resource, "partner-webhook")]]))
    ] == ["backend"]
    error_message = "Only the backend signs for partners."
  }

  assert {
    condition = !anytrue(flatten([
      for s in local.statements.backend : [for resource in s.resources : endswith(resource, "-learning")]
    ]))
    error_message = "The backend has no part in the table of learning."
  }
}

run "ties_every_key_to_the_services_that_hold_the_data" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for statements in values(local.statements) : [
        for s in statements : one(s.conditions).variable == "kms:ViaService" if startswith(s.actions[0], "kms:")
      ]
    ]))
    error_message = "A key must not be of use by itself."
  }
}

run "refuses_capabilities_on_aws" {
  command = plan
  variables { emulator_capabilities = [] }
  expect_failures = [var.emulator_capabilities]
}

run "refuses_a_public_api_in_prod" {
  command = plan

  variables {
    settings = merge(var.settings, {
      protection = merge(var.settings.protection, { public_access_cidrs = ["203.0.113.0/24"] })
    })
  }

  expect_failures = [var.settings]
}

run "refuses_a_prod_that_a_lost_zone_stops" {
  command = plan

  variables {
    settings = merge(var.settings, {
      sizing = merge(var.settings.sizing, {
        node_groups = { system = { instance_types = ["m7g.large"], spot = true, min_size = 3, max_size = 6, labels = {} } }
      })
    })
  }

  expect_failures = [var.settings]
}

run "refuses_a_prod_that_forgets_who_did_what" {
  command = plan

  variables {
    settings = merge(var.settings, {
      retention = merge(var.settings.retention, { control_plane_log_days = 7 })
    })
  }

  expect_failures = [var.settings]
}

run "refuses_to_delete_images_outside_of_local" {
  command = plan

  variables {
    settings = merge(var.settings, {
      protection = merge(var.settings.protection, { force_delete_images = true })
    })
  }

  expect_failures = [var.settings]
}

run "refuses_a_prod_whose_key_is_soon_gone" {
  command = plan

  variables {
    settings = merge(var.settings, {
      protection = merge(var.settings.protection, { key_deletion_days = 7 })
    })
  }

  expect_failures = [var.settings]
}
