data "aws_ssm_parameter" "contract" {
  for_each = toset(["foundation", "messaging-data"])

  name = module.naming.contracts[each.key]
}

locals {
  foundation = jsondecode(data.aws_ssm_parameter.contract["foundation"].insecure_value)
  messaging  = jsondecode(data.aws_ssm_parameter.contract["messaging-data"].insecure_value)

  # What this stack may make: on AWS everything, on an emulator what it carries.
  has = {
    for family in ["backup", "budgets"] :
    family => var.emulator_capabilities == null ? true : contains(var.emulator_capabilities, family)
  }
}

module "budget" {
  source = "../../modules/budget"
  count  = local.has["budgets"] && var.settings.features.budget ? 1 : 0

  name      = "${module.naming.prefix}-monthly"
  limit_usd = var.settings.sizing.monthly_usd
  topic_arn = module.observability.topic_arn
}

module "backup" {
  source = "../../modules/backup"
  count  = local.has["backup"] && var.settings.features.backup ? 1 : 0

  name          = "${module.naming.prefix}-backup"
  kms_key_arn   = local.foundation.data_key_arn
  resource_arns = concat(values(local.messaging.table_arns), [local.messaging.weights_bucket_arn])
  topic_arn     = module.observability.topic_arn
  force_destroy = var.settings.protection.force_destroy

  schedules = {
    daily   = { cron = "cron(0 3 * * ? *)", delete_days = var.settings.retention.daily_backup_days }
    monthly = { cron = "cron(0 4 1 * ? *)", delete_days = var.settings.retention.monthly_backup_days }
  }

  lock = {
    enabled  = var.settings.protection.vault_lock
    min_days = var.settings.retention.vault_lock_min_days
  }
}
