mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

variables {
  prefix       = "sprk-dev"
  repositories = ["backend", "matcher", "cruncher"]
  kms_key_arn  = "arn:aws:kms:eu-central-1:111122223333:key/images"
}

run "makes_one_locked_down_repository_per_image" {
  command = plan

  assert {
    condition     = toset([for r in aws_ecr_repository.this : r.name]) == toset(["sprk-dev/backend", "sprk-dev/matcher", "sprk-dev/cruncher"])
    error_message = "Each image needs a repository named <prefix>/<image>."
  }

  assert {
    condition     = alltrue([for r in aws_ecr_repository.this : r.image_tag_mutability == "IMMUTABLE"])
    error_message = "A tag must never point at another image."
  }

  assert {
    condition     = alltrue([for r in aws_ecr_repository.this : r.image_scanning_configuration[0].scan_on_push && r.encryption_configuration[0].encryption_type == "KMS" && !r.force_delete])
    error_message = "Images must be scanned on push, encrypted with our key, and survive a destroy."
  }

  assert {
    condition     = length(aws_ecr_repository_policy.this) == 0
    error_message = "Without principals there is no repository policy."
  }
}

run "lets_the_named_roles_pull_and_nothing_else" {
  command = plan

  variables {
    pull_principal_arns = { nodes = "arn:aws:iam::111122223333:role/sprk-dev-nodes" }
  }

  assert {
    condition     = length(aws_ecr_repository_policy.this) == 3
    error_message = "Every repository needs the policy."
  }

  assert {
    condition     = !anytrue([for action in data.aws_iam_policy_document.pull[0].statement[0].actions : can(regex("Put|Upload|Delete|\\*", action))])
    error_message = "The repository policy must not allow writing."
  }
}

run "expires_old_images" {
  command = plan

  variables {
    untagged_expiry_days = 3
    keep_images          = 7
  }

  assert {
    condition     = [for rule in jsondecode(aws_ecr_lifecycle_policy.this["backend"].policy).rules : rule.selection.countNumber] == [3, 7]
    error_message = "The lifecycle must follow the variables."
  }
}

run "refuses_a_bad_prefix" {
  command = plan
  variables { prefix = "SPRK" }
  expect_failures = [var.prefix]
}

run "refuses_no_image_at_all" {
  command = plan
  variables { repositories = [] }
  expect_failures = [var.repositories]
}

run "refuses_a_bad_image_name" {
  command = plan
  variables { repositories = ["Back End"] }
  expect_failures = [var.repositories]
}

run "refuses_a_key_that_is_no_arn" {
  command = plan
  variables { kms_key_arn = "alias/images" }
  expect_failures = [var.kms_key_arn]
}

run "refuses_wildcard_principals" {
  command = plan
  variables { pull_principal_arns = { all = "arn:aws:iam::111122223333:role/*" } }
  expect_failures = [var.pull_principal_arns]
}

run "refuses_an_expiry_of_nothing" {
  command = plan
  variables { untagged_expiry_days = 0 }
  expect_failures = [var.untagged_expiry_days]
}

run "refuses_to_keep_too_few_images" {
  command = plan
  variables { keep_images = 1 }
  expect_failures = [var.keep_images]
}
