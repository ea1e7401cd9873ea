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
    github = object({
      repository      = string
      create_provider = bool
    })
    sizing = object({
      instance_type = string
      max_runners   = number
      floors        = map(object({ cron = string, size = number }))
    })
    retention = object({
      log_days = number
    })
    runner_release = object({
      version = string
      sha256  = string
    })
    features = object({
      runner = bool
    })
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || var.settings.retention.log_days >= 30
    error_message = "prod needs settings.retention.log_days of at least 30."
  }
}
