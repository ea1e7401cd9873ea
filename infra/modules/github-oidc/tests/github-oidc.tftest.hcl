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

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::111122223333:policy/sprk-prod-boundary" }
  }
}

variables {
  name             = "sprk-prod"
  repository       = "sprk/sprk"
  environment      = "prod"
  state_bucket_arn = "arn:aws:s3:::sprk-prod-tfstate-111122223333"
  state_key_alias  = "alias/sprk-prod-tfstate"
  secret_path      = "sprk/prod"
}

run "binds_each_role_to_one_exact_subject" {
  command = plan

  assert {
    condition = {
      for role, document in data.aws_iam_policy_document.trust :
      role => one([for c in document.statement[0].condition : one(c.values) if endswith(c.variable, ":sub") && c.test == "StringEquals"])
      } == {
      plan  = "repo:sprk/sprk:pull_request"
      drift = "repo:sprk/sprk:ref:refs/heads/main"
      apply = "repo:sprk/sprk:environment:prod"
    }
    error_message = "Subjects must be compared as a whole."
  }

  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.trust :
      anytrue([for c in document.statement[0].condition : endswith(c.variable, ":aud") && one(c.values) == "sts.amazonaws.com"])
    ])
    error_message = "Tokens made for somebody else must be refused."
  }
}

run "lets_pull_requests_read_and_nothing_else" {
  command = plan

  assert {
    condition     = endswith(aws_iam_role_policy_attachment.read["plan"].policy_arn, "/ReadOnlyAccess") && length(aws_iam_role_policy_attachment.read) == 2
    error_message = "The plan role only reads."
  }

  assert {
    condition = one([
      for s in data.aws_iam_policy_document.read["plan"].statement : one(s.condition).variable
      if s.effect == "Deny" && s.sid == "NoSecrets" && contains(s.actions, "kms:Decrypt")
    ]) == "kms:ResourceAliases"
    error_message = "Code of a pull request must not be able to decrypt anything but the state."
  }

  assert {
    condition = alltrue([
      for role in ["plan", "drift"] : anytrue([
        for s in data.aws_iam_policy_document.read[role].statement : s.effect == "Deny" && contains(coalesce(s.actions, []), "dynamodb:Query")
      ])
    ])
    error_message = "Data must be refused to both reading roles."
  }
}

run "keeps_all_roles_within_the_boundary" {
  command = apply

  assert {
    condition     = alltrue([for role in aws_iam_role.this : role.permissions_boundary == aws_iam_policy.boundary.arn])
    error_message = "Every role needs the boundary."
  }

  assert {
    condition = anytrue([
      for s in data.aws_iam_policy_document.boundary.statement :
      s.sid == "NotItsOwnLimits" && s.effect == "Deny" && contains(s.resources, "arn:aws:iam::111122223333:role/sprk-prod-apply") && contains(s.resources, "arn:aws:iam::111122223333:policy/sprk-prod-boundary")
    ])
    error_message = "No role may change the roles of the workflows."
  }
}

run "manages_roles_of_its_environment_only" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for s in data.aws_iam_policy_document.apply.statement : [
        for resource in s.resources : strcontains(resource, "/sprk-prod-")
      ] if contains(["ManageOwnRolesAndPolicies", "HandOwnRolesToServices"], s.sid)
    ]))
    error_message = "Names of other environments must be out of reach."
  }
}

run "uses_a_provider_that_is_there" {
  command = plan
  variables { create_provider = false }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && output.provider_arn == "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    error_message = "The provider of the account must be used."
  }
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "SPRK" }
  expect_failures = [var.name]
}

run "refuses_a_wildcard_repository" {
  command = plan
  variables { repository = "sprk/*" }
  expect_failures = [var.repository]
}

run "refuses_an_owner_alone" {
  command = plan
  variables { repository = "sprk" }
  expect_failures = [var.repository]
}

run "refuses_a_wildcard_environment" {
  command = plan
  variables { environment = "*" }
  expect_failures = [var.environment]
}

run "refuses_all_buckets" {
  command = plan
  variables { state_bucket_arn = "arn:aws:s3:::*" }
  expect_failures = [var.state_bucket_arn]
}

run "refuses_all_keys" {
  command = plan
  variables { state_key_alias = "alias/*" }
  expect_failures = [var.state_key_alias]
}

run "refuses_a_key_of_aws" {
  command = plan
  variables { state_key_alias = "alias/aws-s3" }
  expect_failures = [var.state_key_alias]
}

run "refuses_a_path_of_secrets_that_is_too_wide" {
  command = plan
  variables { secret_path = "sprk" }
  expect_failures = [var.secret_path]
}

run "refuses_all_regions" {
  command = plan
  variables { regions = ["*"] }
  expect_failures = [var.regions]
}

run "refuses_credentials_that_last_too_long" {
  command = plan
  variables { session_seconds = 43200 }
  expect_failures = [var.session_seconds]
}
