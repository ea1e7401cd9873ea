output "prefix" {
  description = "Prefix of all names of this environment."
  value       = local.prefix
}

output "tags" {
  description = "Tags for the provider's default_tags."
  value = {
    Project     = var.project
    Environment = var.environment
    Stack       = var.stack
    Owner       = var.owner
    CostCenter  = var.cost_center
    DataClass   = var.data_class
    ManagedBy   = "terraform"
    Repo        = var.repository
  }
}

output "bus" {
  description = "Name of the event bus."
  value       = local.prefix
}

output "archive" {
  description = "Name of the archive of all events."
  value       = "${local.prefix}-all"
}

output "tables" {
  description = "Table names by short name."
  value       = { for name in local.tables : name => "${local.prefix}-${name}" }
}

output "queues" {
  description = "Queue names by short name."
  value       = { for name in local.queues : name => "${local.prefix}-${name}" }
}

output "dead_letter_queues" {
  description = "Names of the dead letter queues by short name of their queue."
  value       = { for name in local.queues : name => "${local.prefix}-${name}-dlq" }
}

output "undelivered_queue" {
  description = "Name of the queue that takes the events which the bus could not deliver."
  value       = "${local.prefix}-undelivered-dlq"
}

output "rules" {
  description = "Names of the bus rules by short name of the queue they feed."
  value       = { for name in local.queues : name => "${local.prefix}-to-${name}" }
}

output "buckets" {
  description = "Bucket names by short name."
  value       = { for name in local.buckets : name => "${local.prefix}-${name}-${var.account_id}" }
}

output "key_aliases" {
  description = "Aliases of the KMS keys by class of data."
  value       = { for name in local.keys : name => "alias/${local.prefix}-${name}" }
}

output "secrets" {
  description = "Secret names by short name."
  value       = { for name in local.secrets : name => "${var.project}/${var.environment}/${name}" }
}

output "roles" {
  description = "IAM role names by service."
  value       = { for name in local.roles : name => "${local.prefix}-${name}" }
}

output "contracts" {
  description = "Names of the parameters in which the stacks tell each other what they made, by stack."
  value       = { for name in local.stacks : name => "/${var.project}/${var.environment}/${name}/contract" }
}
