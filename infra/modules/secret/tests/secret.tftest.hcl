# Mocks know no ephemeral resources, so this is the real provider, which calls nobody while it plans a secret without
# a value. That values are made, and kept out of the state, is shown where the stack is applied.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name             = "sprk/dev/internal-webhook"
  description      = "Signs requests between the services"
  kind             = "webhook"
  value_version    = 0
  kms_key_arn      = "arn:aws:kms:eu-central-1:111122223333:key/data"
  reader_role_arns = ["arn:aws:iam::111122223333:role/sprk-dev-backend"]
}

run "makes_no_value_that_comes_from_elsewhere" {
  command = plan

  assert {
    condition     = length(aws_secretsmanager_secret_version.this) == 0
    error_message = "A value put in by hand must not be overwritten."
  }
}

run "is_encrypted_and_recoverable" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.this.kms_key_id == var.kms_key_arn && aws_secretsmanager_secret.this.recovery_window_in_days == 30
    error_message = "The secret must use the given key and survive a deletion for 30 days."
  }
}

run "refuses_plain_http_and_all_but_the_named_roles" {
  command = plan

  variables {
    deployer_role_arns = ["arn:aws:iam::111122223333:role/sprk-dev-apply"]
  }

  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.this.statement : statement.effect == "Deny"])
    error_message = "The policy must only take rights away."
  }

  assert {
    condition = toset(one(data.aws_iam_policy_document.this.statement[1].condition).values) == toset([
      "arn:aws:iam::111122223333:role/sprk-dev-backend",
      "arn:aws:iam::111122223333:role/sprk-dev-apply",
    ])
    error_message = "Readers and deployers must be let through, nobody else."
  }

  assert {
    condition     = aws_secretsmanager_secret_policy.this.block_public_policy
    error_message = "A policy that opens the secret to the public must be refused."
  }
}

run "refuses_a_name_that_is_no_path" {
  command = plan

  variables {
    name = "internal-webhook"
  }

  expect_failures = [var.name]
}

run "refuses_an_unknown_kind" {
  command = plan

  variables {
    kind = "password"
  }

  expect_failures = [var.kind]
}

run "refuses_half_a_version" {
  command = plan

  variables {
    value_version = 1.5
  }

  expect_failures = [var.value_version]
}

run "refuses_to_keep_what_never_was" {
  command = plan

  variables {
    keep_previous = true
  }

  expect_failures = [var.keep_previous]
}

run "refuses_the_key_of_aws" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/secretsmanager"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_secret_that_nobody_may_read" {
  command = plan

  variables {
    reader_role_arns = []
  }

  expect_failures = [var.reader_role_arns]
}

run "refuses_any_role_as_deployer" {
  command = plan

  variables {
    deployer_role_arns = ["arn:aws:iam::111122223333:role/*"]
  }

  expect_failures = [var.deployer_role_arns]
}

run "refuses_a_recovery_window_of_a_day" {
  command = plan

  variables {
    recovery_window_in_days = 1
  }

  expect_failures = [var.recovery_window_in_days]
}
