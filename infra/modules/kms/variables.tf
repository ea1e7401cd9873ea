variable "alias" {
  description = "Alias of the key, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^alias/[a-z0-9-]+$", var.alias)) && !startswith(var.alias, "alias/aws")
    error_message = "alias must be alias/ and lower-case letters, digits and dashes; alias/aws is reserved."
  }
}

variable "description" {
  description = "What the key encrypts."
  type        = string
  nullable    = false
}

variable "deletion_window_in_days" {
  description = "Days in which a scheduled deletion may still be taken back."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deletion_window_in_days >= 7 && var.deletion_window_in_days <= 30
    error_message = "deletion_window_in_days must be from 7 to 30."
  }
}

variable "rotation_period_in_days" {
  description = "Days after which the key material is renewed; old material stays for decryption."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = var.rotation_period_in_days >= 90 && var.rotation_period_in_days <= 365
    error_message = "rotation_period_in_days must be from 90 to 365."
  }
}

variable "via_services" {
  description = "Services by way of which roles of the account may use the key, for example dynamodb."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.via_services : can(regex("^[a-z0-9-]+$", service))])
    error_message = "via_services takes short names such as dynamodb or sqs; region and domain are added."
  }
}

variable "source_arns_by_service" {
  description = "Services that deliver to encrypted queues or topics (events, cloudwatch, ...), each with the ARNs it may act for."
  type        = map(set(string))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for service in keys(var.source_arns_by_service) : contains(["events", "sns", "cloudwatch", "budgets", "backup"], service)])
    error_message = "source_arns_by_service knows events, sns, cloudwatch, budgets and backup."
  }

  validation {
    condition     = alltrue(flatten([for arns in values(var.source_arns_by_service) : [length(arns) > 0, [for arn in arns : startswith(arn, "arn:")]]]))
    error_message = "Each service of source_arns_by_service needs at least one ARN: without one it could be made to act for others."
  }
}

variable "event_bus_arns" {
  description = "Event buses that are encrypted with the key."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.event_bus_arns : can(regex("^arn:[^*]+:event-bus/[^*]+$", arn))])
    error_message = "event_bus_arns takes full ARNs of buses, without wildcards."
  }
}

variable "log_group_arns" {
  description = "Log groups that are encrypted with the key; a wildcard may end an ARN."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.log_group_arns : can(regex("^arn:[^*]+:log-group:[^*]+\\*?$", arn))])
    error_message = "log_group_arns takes ARNs of log groups; at most one wildcard, at the end of a named prefix."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
