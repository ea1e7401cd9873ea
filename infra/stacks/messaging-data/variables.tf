variable "environment" {
  description = "Environment that the stack belongs to."
  type        = string
  nullable    = false
}

variable "region" {
  description = "AWS region."
  type        = string
  nullable    = false
}

variable "emulator" {
  description = "The API is an emulator: skip checks that only AWS itself can answer."
  type        = bool
  default     = false
  nullable    = false
}

variable "settings" {
  description = "All that differs between the environments."
  type = object({
    retention = object({
      queue_days       = number
      archive_days     = number
      old_version_days = number
      access_log_days  = number
    })
    protection = object({
      deletion_protection    = bool
      point_in_time_recovery = bool
      force_destroy          = bool
      secret_recovery_days   = number
    })
    alerting = object({
      oldest_message_seconds = map(number)
    })
    features = object({
      bus_key        = bool
      table_policies = bool
    })
    secrets = object({
      internal_webhook_version = number
      keep_previous_internal   = bool
      partner_webhook_version  = number
      deployer_role_names      = set(string)
    })
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || (var.settings.protection.deletion_protection && var.settings.protection.point_in_time_recovery)
    error_message = "prod needs settings.protection with deletion_protection and point_in_time_recovery."
  }

  validation {
    condition     = var.environment != "prod" || min(var.settings.retention.archive_days, var.settings.retention.old_version_days, var.settings.retention.access_log_days) >= 30
    error_message = "prod needs settings.retention of at least 30 days for archive, old versions and access logs."
  }

  validation {
    condition     = var.environment != "prod" || var.settings.protection.secret_recovery_days == 30
    error_message = "prod needs settings.protection.secret_recovery_days of 30."
  }

  validation {
    condition     = var.emulator || (var.settings.features.bus_key && var.settings.features.table_policies)
    error_message = "settings.features bus_key and table_policies may be off for an emulator only: they encrypt the bus and refuse requests without TLS."
  }

  validation {
    condition     = toset(keys(var.settings.alerting.oldest_message_seconds)) == toset([for queue in local.flow : queue.name])
    error_message = "settings.alerting.oldest_message_seconds must name each queue of infra/flow.json, and no other."
  }
}
