mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_ssm_parameter" {
    defaults = { insecure_value = "{\"log_bucket\":\"sprk-prod-logs-111122223333\",\"log_bucket_arn\":\"arn:aws:s3:::sprk-prod-logs-111122223333\"}" }
  }
}

mock_provider "aws" {
  alias = "us_east_1"

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:111122223333:key/edge" }
  }

  mock_data "aws_acm_certificate" {
    defaults = { arn = "arn:aws:acm:us-east-1:111122223333:certificate/1" }
  }
}

variables {
  environment = "prod"
  region      = "eu-central-1"

  settings = {
    sizing     = { price_class = "PriceClass_100", requests_per_address_in_5_min = 2000 }
    retention  = { old_version_days = 90, waf_log_days = 90 }
    protection = { force_destroy = false, key_deletion_days = 30 }
    domain     = { host = "sprk.example", api_origin = "api-origin.sprk.example" }
    features   = { web_acl = true, access_logs = true }
  }
}

run "makes_bucket_and_distribution_on_aws" {
  command = plan

  assert {
    condition     = length(module.edge) == 1 && local.contract.host == "sprk.example"
    error_message = "On AWS nothing is left out."
  }
}

run "keeps_the_bucket_alone_where_there_is_no_cloudfront" {
  command = plan

  variables {
    environment           = "local"
    emulator              = true
    emulator_capabilities = ["s3", "ssm"]

    settings = merge(var.settings, { domain = { host = null, api_origin = null } })
  }

  assert {
    condition     = length(module.edge) == 0 && local.contract.domain_name == null && length(data.aws_acm_certificate.this) == 0
    error_message = "Without CloudFront the web bucket stays, and nothing else."
  }
}

run "refuses_capabilities_on_aws" {
  command = plan
  variables { emulator_capabilities = [] }
  expect_failures = [var.emulator_capabilities]
}

run "refuses_to_serve_without_a_host_of_its_own" {
  command = plan
  variables { settings = merge(var.settings, { domain = { host = null, api_origin = null } }) }
  expect_failures = [var.settings]
}

run "refuses_a_prod_without_web_acl" {
  command = plan
  variables { settings = merge(var.settings, { features = { web_acl = false, access_logs = true } }) }
  expect_failures = [var.settings]
}

run "refuses_a_prod_that_forgets_too_soon" {
  command = plan
  variables { settings = merge(var.settings, { retention = { old_version_days = 90, waf_log_days = 7 } }) }
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
