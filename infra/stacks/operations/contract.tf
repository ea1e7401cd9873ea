locals {
  contract = {
    alerts_topic_arn = module.observability.topic_arn
    log_group_names  = module.observability.log_group_names
    backup_vault     = one(module.backup[*].vault_name)
  }
}

module "contract" {
  source = "../../modules/parameter"

  name        = module.naming.contracts["operations"]
  description = "Where alerts and logs go, and where backups are; null where an emulator lacks the service"
  contract    = local.contract
}
