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

variable "emulator_capabilities" {
  description = "Families of AWS APIs that the emulator carries, from infra/emulators; null is AWS itself, which has them all."
  type        = set(string)
  default     = null

  validation {
    condition     = var.emulator || var.emulator_capabilities == null
    error_message = "emulator_capabilities are for an emulator only: on AWS nothing is left out."
  }
}

variable "settings" {
  description = "All that differs between the environments."
  type = object({
    sizing = object({
      monthly_usd = number
    })
    retention = object({
      log_days            = number
      daily_backup_days   = number
      monthly_backup_days = number
      vault_lock_min_days = number
    })
    protection = object({
      vault_lock    = bool
      force_destroy = bool
    })
    alerting = object({
      emails              = set(string)
      errors_in_5_minutes = number
      runbook_base_url    = string
    })
    features = object({
      budget = bool
      backup = bool
    })
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || (var.settings.protection.vault_lock && var.settings.features.backup && var.settings.features.budget)
    error_message = "prod needs settings with features.backup, features.budget and protection.vault_lock."
  }

  validation {
    condition     = var.environment != "prod" || min(var.settings.retention.log_days, var.settings.retention.daily_backup_days) >= 30
    error_message = "prod needs settings.retention of at least 30 days for logs and daily backups."
  }

  validation {
    condition     = var.environment != "prod" || length(var.settings.alerting.emails) > 0
    error_message = "prod needs somebody in settings.alerting.emails: an alarm that nobody hears is none."
  }

  validation {
    condition     = var.environment == "local" || !var.settings.protection.force_destroy
    error_message = "settings.protection.force_destroy is for environment local only."
  }
}
