data "aws_partition" "current" {}

data "aws_ssm_parameter" "contract" {
  for_each = toset(["foundation", "workloads"])

  name = module.naming.contracts[each.key]
}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  foundation = jsondecode(data.aws_ssm_parameter.contract["foundation"].insecure_value)
  workloads  = jsondecode(data.aws_ssm_parameter.contract["workloads"].insecure_value)

  # What this stack may make: on AWS everything, on an emulator what it carries.
  has = {
    for family in ["autoscaling", "eks", "eks-access-entries"] :
    family => var.emulator_capabilities == null ? true : contains(var.emulator_capabilities, family)
  }

  # Written out, because the stack operations makes the topic after this one.
  alerts_topic_arn = "arn:${local.partition}:sns:${var.region}:${local.account_id}:${module.naming.prefix}-alerts"
}

module "github_oidc" {
  source = "../../modules/github-oidc"

  name             = module.naming.prefix
  repository       = var.settings.github.repository
  environment      = var.environment
  create_provider  = var.settings.github.create_provider
  state_bucket_arn = "arn:${local.partition}:s3:::${module.naming.buckets["tfstate"]}"
  state_key_alias  = module.naming.key_aliases["tfstate"]
  secret_path      = "sprk/${var.environment}"
  regions          = toset([var.region, "us-east-1"])
}

module "github_runner" {
  source = "../../modules/github-runner"
  count  = var.settings.features.runner ? 1 : 0

  name               = "${module.naming.prefix}-runner"
  repository         = var.settings.github.repository
  labels             = [module.naming.prefix]
  vpc_id             = local.foundation.vpc_id
  subnet_ids         = local.foundation.private_subnet_ids
  instance_type      = var.settings.sizing.instance_type
  max_size           = var.settings.sizing.max_runners
  floors             = var.settings.sizing.floors
  runner_release     = var.settings.runner_release
  parameter_name     = "/sprk/${var.environment}/github-app"
  kms_key_arn        = local.foundation.data_key_arn
  logs_key_arn       = local.foundation.logs_key_arn
  log_group_name     = "/${module.naming.prefix}/runner"
  log_retention_days = var.settings.retention.log_days
  alarm_topic_arns   = [local.alerts_topic_arn]
  runbook_url        = "https://github.com/${var.settings.github.repository}/blob/main/infra/modules/github-runner/README.md#when-an-alarm-is-up"
  create_group       = local.has["autoscaling"]
}
