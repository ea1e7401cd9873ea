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
    sizing = object({
      vpc_cidr            = string
      zones               = list(string)
      nat_mode            = string
      interface_endpoints = set(string)
    })
    retention = object({
      flow_log_days = number
    })
    protection = object({
      key_deletion_days = number
    })
    alerting = object({
      topic_arn = optional(string)
    })
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || (var.settings.sizing.nat_mode == "per_az" && length(var.settings.sizing.zones) >= 3)
    error_message = "prod needs settings.sizing with three zones and nat_mode per_az: the loss of a zone must not stop it."
  }

  validation {
    condition     = var.environment != "prod" || var.settings.retention.flow_log_days >= 30
    error_message = "prod needs settings.retention.flow_log_days of at least 30."
  }

  validation {
    condition     = var.environment != "prod" || var.settings.protection.key_deletion_days == 30
    error_message = "prod needs settings.protection.key_deletion_days of 30: a deleted key takes all data with it."
  }
}
