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
        "vpc_id": "vpc-1",
        "private_subnet_ids": ["subnet-a", "subnet-b"],
        "data_key_arn": "arn:aws:kms:eu-central-1:111122223333:key/data",
        "logs_key_arn": "arn:aws:kms:eu-central-1:111122223333:key/logs"
      }
    JSON
  }
}

override_data {
  target = data.aws_ssm_parameter.contract["workloads"]
  values = { insecure_value = "{\"cluster_name\":\"sprk-prod\",\"cluster_security_group_id\":\"sg-cluster\"}" }
}

variables {
  environment = "prod"
  region      = "eu-central-1"

  settings = {
    github         = { repository = "sprk/sprk", create_provider = true }
    sizing         = { instance_type = "m7g.large", max_runners = 2, floors = { morning = { cron = "0 7 * * *", size = 1 }, evening = { cron = "0 19 * * *", size = 0 } } }
    retention      = { log_days = 90 }
    runner_release = { version = "2.329.0", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }
    features       = { runner = true }
  }
}

run "lets_the_pipeline_into_the_cluster" {
  command = plan

  assert {
    condition     = aws_eks_access_policy_association.this["apply"].access_scope[0].type == "cluster" && aws_eks_access_policy_association.this["drift"].access_scope[0].namespaces == toset(["sprk"])
    error_message = "apply deploys everywhere, drift looks into one namespace."
  }

  assert {
    condition     = !contains(keys(local.entries), "plan")
    error_message = "Code of a pull request must not reach the cluster."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.runner_to_api[0].security_group_id == "sg-cluster" && aws_vpc_security_group_ingress_rule.runner_to_api[0].from_port == 443
    error_message = "Runners need the private API."
  }
}

run "has_roles_without_a_runner" {
  command = plan
  variables { settings = merge(var.settings, { features = { runner = false } }) }

  assert {
    condition     = length(module.github_runner) == 0 && length(aws_vpc_security_group_ingress_rule.runner_to_api) == 0
    error_message = "Without a runner nothing may refer to it."
  }
}

run "leaves_out_what_the_emulator_lacks" {
  command = plan

  variables {
    environment           = "local"
    emulator              = true
    emulator_capabilities = ["ec2", "iam", "ssm"]
  }

  override_data {
    target = data.aws_ssm_parameter.contract["workloads"]
    values = { insecure_value = "{\"cluster_name\":null,\"cluster_security_group_id\":null}" }
  }

  assert {
    condition     = length(aws_eks_access_entry.this) == 0 && length(aws_vpc_security_group_ingress_rule.runner_to_api) == 0 && local.contract.runner_group == null
    error_message = "Without EKS and Auto Scaling there are roles and a launch template."
  }
}

run "refuses_capabilities_on_aws" {
  command = plan
  variables { emulator_capabilities = [] }
  expect_failures = [var.emulator_capabilities]
}

run "refuses_a_prod_that_forgets_what_runners_did" {
  command = plan
  variables { settings = merge(var.settings, { retention = { log_days = 7 } }) }
  expect_failures = [var.settings]
}
