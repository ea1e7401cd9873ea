module "table" {
  source   = "../../modules/table"
  for_each = local.tables

  name                   = module.naming.tables[each.key]
  indexes                = each.value
  kms_key_arn            = local.foundation.data_key_arn
  deletion_protection    = var.settings.protection.deletion_protection
  point_in_time_recovery = var.settings.protection.point_in_time_recovery
  tls_policy             = var.settings.features.table_policies
  alarms                 = { topic_arn = local.foundation.alarm_topic_arn }
}
