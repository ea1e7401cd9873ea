mock_provider "aws" {}

variables {
  name        = "/sprk/dev/foundation/contract"
  description = "What the foundation made"
  contract    = { vpc_id = "vpc-1", subnet_ids = ["subnet-1", "subnet-2"] }
}

run "stores_the_contract_as_json" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.this.type == "String" && jsondecode(aws_ssm_parameter.this.insecure_value) == var.contract
    error_message = "The parameter must hold the contract as JSON."
  }
}

run "encrypts_a_confidential_contract_with_the_given_key" {
  command = plan

  variables {
    type        = "SecureString"
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/data"
  }

  assert {
    condition     = aws_ssm_parameter.this.type == "SecureString" && aws_ssm_parameter.this.key_id == var.kms_key_arn
    error_message = "A SecureString must use the given key."
  }
}

run "refuses_a_contract_that_does_not_fit" {
  command = plan

  variables {
    contract = { for number in range(600) : "key-${number}" => "x" }
  }

  expect_failures = [aws_ssm_parameter.this]
}

run "refuses_a_name_that_is_no_path" {
  command = plan

  variables {
    name = "contract"
  }

  expect_failures = [var.name]
}

run "refuses_a_contract_without_names" {
  command = plan

  variables {
    contract = "vpc-1"
  }

  expect_failures = [var.contract]
}

run "refuses_an_unknown_type" {
  command = plan

  variables {
    type = "StringList"
  }

  expect_failures = [var.type]
}

run "refuses_a_secure_string_without_a_key" {
  command = plan

  variables {
    type = "SecureString"
  }

  expect_failures = [var.kms_key_arn]
}
