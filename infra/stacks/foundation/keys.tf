data "aws_partition" "current" {}

locals {
  # Start of the ARN of a service's resources in this account and region.
  arn = { for service in ["cloudwatch", "events", "logs", "backup"] : service => "arn:${data.aws_partition.current.partition}:${service}:${var.region}:${data.aws_caller_identity.current.account_id}" }
}

module "data_key" {
  source = "../../modules/kms"

  alias                   = module.naming.key_aliases["data"]
  description             = "Tables, buckets and secrets of ${var.environment}"
  deletion_window_in_days = var.settings.protection.key_deletion_days
  via_services            = ["dynamodb", "s3", "secretsmanager", "ssm", "backup"]
}

module "messaging_key" {
  source = "../../modules/kms"

  alias                   = module.naming.key_aliases["messaging"]
  description             = "Queues and event bus of ${var.environment}"
  deletion_window_in_days = var.settings.protection.key_deletion_days
  via_services            = ["sqs"]
  event_bus_arns          = ["${local.arn.events}:event-bus/${module.naming.bus}"]

  source_arns_by_service = {
    events = ["${local.arn.events}:rule/${module.naming.bus}/*"]
  }
}

module "logs_key" {
  source = "../../modules/kms"

  alias                   = module.naming.key_aliases["logs"]
  description             = "Log groups and alerts of ${var.environment}"
  deletion_window_in_days = var.settings.protection.key_deletion_days
  via_services            = ["logs", "sns"]

  log_group_arns = [
    "${local.arn.logs}:log-group:/${module.naming.prefix}/*",
    "${local.arn.logs}:log-group:/aws/eks/${module.naming.prefix}/*",
  ]

  source_arns_by_service = {
    backup     = ["${local.arn.backup}:backup-vault:${module.naming.prefix}*"]
    budgets    = ["arn:${data.aws_partition.current.partition}:budgets::${data.aws_caller_identity.current.account_id}:*"]
    cloudwatch = ["${local.arn.cloudwatch}:alarm:${module.naming.prefix}-*"]
  }
}
