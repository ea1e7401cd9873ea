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
}

variables {
  name        = "sprk-dev-weights-111122223333"
  environment = "dev"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/data"
}

run "is_never_public" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "All four ways to the public must be blocked."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Access lists of single objects must be off."
  }
}

run "keeps_versions_and_encrypts_with_the_given_key" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Versioning must be on."
  }

  assert {
    condition = (
      one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn
    )
    error_message = "Objects must be encrypted with the given key, by way of a bucket key."
  }
}

run "refuses_plain_http" {
  command = plan

  assert {
    condition     = data.aws_iam_policy_document.this.statement[0].effect == "Deny" && one(data.aws_iam_policy_document.this.statement[0].condition).variable == "aws:SecureTransport"
    error_message = "Requests without TLS must be refused."
  }
}

run "keeps_objects_and_drops_old_versions_by_default" {
  command = plan

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.id] == ["drop-old-versions"]
    error_message = "Objects must not expire unless asked."
  }
}

run "takes_access_logs_of_the_given_buckets_only" {
  command = plan

  variables {
    name             = "sprk-dev-logs-111122223333"
    kms_key_arn      = null
    access_logs_from = ["arn:aws:s3:::sprk-dev-weights-111122223333"]
    lifecycle_days   = { objects = 90 }
  }

  assert {
    condition     = toset([for condition in data.aws_iam_policy_document.this.statement[1].condition : condition.variable]) == toset(["aws:SourceArn", "aws:SourceAccount"])
    error_message = "The log service must be tied to the buckets and the account."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "S3 can write access logs only with its own key."
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this.rule) == 2
    error_message = "Logs must expire."
  }
}

run "writes_access_logs_when_told_where" {
  command = plan

  variables {
    log_bucket = { name = "sprk-dev-logs-111122223333" }
  }

  assert {
    condition     = aws_s3_bucket_logging.this[0].target_bucket == "sprk-dev-logs-111122223333" && aws_s3_bucket_logging.this[0].target_prefix == "sprk-dev-weights-111122223333/"
    error_message = "Access logs must go to the log bucket, under the name of this one."
  }
}

run "merges_the_statements_of_others_into_its_policy" {
  command = plan

  variables {
    policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":[]}"]
  }

  assert {
    condition     = data.aws_iam_policy_document.this.source_policy_documents == var.policy_documents
    error_message = "The given documents must be part of the policy."
  }
}

run "allows_force_destroy_locally" {
  command = plan

  variables {
    environment   = "local"
    force_destroy = true
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy
    error_message = "A local bucket must go with its objects."
  }
}

run "refuses_force_destroy_elsewhere" {
  command = plan

  variables {
    force_destroy = true
  }

  expect_failures = [var.force_destroy]
}

run "refuses_a_name_with_underscores" {
  command = plan

  variables {
    name = "sprk_weights"
  }

  expect_failures = [var.name]
}

run "refuses_an_unknown_environment" {
  command = plan

  variables {
    environment = "qa"
  }

  expect_failures = [var.environment]
}

run "refuses_an_alias_as_key" {
  command = plan

  variables {
    kms_key_arn = "alias/sprk-dev-data"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_access_logs_under_a_customer_key" {
  command = plan

  variables {
    access_logs_from = ["arn:aws:s3:::sprk-dev-web-111122223333"]
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_to_log_into_itself" {
  command = plan

  variables {
    log_bucket = { name = "sprk-dev-weights-111122223333" }
  }

  expect_failures = [var.log_bucket]
}

run "refuses_access_logs_of_any_bucket" {
  command = plan

  variables {
    kms_key_arn      = null
    access_logs_from = ["arn:aws:s3:::*"]
  }

  expect_failures = [var.access_logs_from]
}

run "refuses_a_lifecycle_of_no_days" {
  command = plan

  variables {
    lifecycle_days = { objects = 0 }
  }

  expect_failures = [var.lifecycle_days]
}
