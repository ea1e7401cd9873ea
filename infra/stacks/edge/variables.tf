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
      price_class                   = string
      requests_per_address_in_5_min = number
    })
    retention = object({
      old_version_days = number
      waf_log_days     = number
    })
    protection = object({
      force_destroy     = bool
      key_deletion_days = number
    })
    domain = object({
      host       = string
      api_origin = string
    })
    features = object({
      web_acl     = bool
      access_logs = bool
    })
  })
  nullable = false

  validation {
    condition     = var.environment == "local" || var.settings.domain.host != null
    error_message = "settings.domain.host may be null in environment local only: CloudFront's own name allows old versions of TLS."
  }

  validation {
    condition     = var.environment != "prod" || (var.settings.features.web_acl && var.settings.features.access_logs)
    error_message = "prod needs settings.features.web_acl and access_logs."
  }

  validation {
    condition     = var.environment != "prod" || min(var.settings.retention.old_version_days, var.settings.retention.waf_log_days) >= 30
    error_message = "prod needs settings.retention of at least 30 days."
  }

  validation {
    condition     = var.environment != "prod" || var.settings.protection.key_deletion_days == 30
    error_message = "prod needs settings.protection.key_deletion_days of 30: without the key the log of the web ACL cannot be read."
  }
}
