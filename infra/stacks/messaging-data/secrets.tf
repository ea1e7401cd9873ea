locals {
  role_arn           = "arn:${local.partition}:iam::${local.account_id}:role"
  service_role_arns  = { for service, name in module.naming.roles : service => "${local.role_arn}/${name}" }
  deployer_role_arns = [for name in var.settings.secrets.deployer_role_names : "${local.role_arn}/${name}"]
}

module "internal_webhook" {
  source = "../../modules/secret"

  name                    = module.naming.secrets["internal-webhook"]
  description             = "Signs what the services send each other"
  kind                    = "webhook"
  value_version           = var.settings.secrets.internal_webhook_version
  keep_previous           = var.settings.secrets.keep_previous_internal
  kms_key_arn             = local.foundation.data_key_arn
  reader_role_arns        = values(local.service_role_arns)
  deployer_role_arns      = local.deployer_role_arns
  recovery_window_in_days = var.settings.protection.secret_recovery_days
}

module "partner_webhook" {
  source = "../../modules/secret"

  name                    = module.naming.secrets["partner-webhook"]
  description             = "Master of the secrets that sign what partners are sent"
  value_version           = var.settings.secrets.partner_webhook_version
  kms_key_arn             = local.foundation.data_key_arn
  reader_role_arns        = [local.service_role_arns["backend"]]
  deployer_role_arns      = local.deployer_role_arns
  recovery_window_in_days = var.settings.protection.secret_recovery_days
}
