variable "name" {
  description = "Name of the bus, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,256}$", var.name)) && var.name != "default"
    error_message = "name must be lower-case letters, digits and dashes; the account's default bus is not ours."
  }
}

variable "kms_key_arn" {
  description = "Customer key of the events on the bus; its policy must name the bus (kms module: event_bus_arns). Null, for AWS's own key, only where an emulator does not keep it."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : startswith(var.kms_key_arn, "arn:")
    error_message = "kms_key_arn must be the ARN of a key, or null."
  }
}

variable "source_name" {
  description = "The source that all events bear; the rules take no other."
  type        = string
  default     = "sprk"
  nullable    = false

  validation {
    condition     = !startswith(var.source_name, "aws.")
    error_message = "source_name must not begin with aws.: AWS keeps that for its own events."
  }
}

variable "publisher_arns" {
  description = "Who may publish; empty means roles of this account whose own policies allow it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.publisher_arns : can(regex("^arn:[^*]+$", arn))])
    error_message = "publisher_arns takes full ARNs, without wildcards."
  }
}

variable "rules" {
  description = "Rules by name: the event types a queue gets, the queue, and where undeliverable events go."
  type = map(object({
    description     = string
    event_types     = list(string)
    queue_arn       = string
    dead_letter_arn = string
  }))
  nullable = false

  validation {
    condition     = alltrue([for rule in values(var.rules) : length(rule.event_types) > 0])
    error_message = "Each rule needs event types: without one it would take every event."
  }
}

variable "retry" {
  description = "How long and how often EventBridge tries to deliver to a queue before the event goes to the dead letter queue."
  type = object({
    maximum_age_seconds = optional(number, 86400)
    maximum_attempts    = optional(number, 185)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.retry.maximum_age_seconds >= 60 && var.retry.maximum_age_seconds <= 86400
    error_message = "retry.maximum_age_seconds must be from 60 to 86400."
  }

  validation {
    condition     = var.retry.maximum_attempts >= 1 && var.retry.maximum_attempts <= 185
    error_message = "retry.maximum_attempts must be from 1 to 185."
  }
}

variable "archive" {
  description = "Name of the archive and days that it keeps the events."
  type = object({
    name           = string
    retention_days = number
  })
  nullable = false

  validation {
    condition     = length(var.archive.name) <= 48
    error_message = "archive.name may have 48 characters at most."
  }

  validation {
    condition     = var.archive.retention_days >= 1
    error_message = "archive.retention_days must be at least 1; 0 would keep personal data for ever."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
