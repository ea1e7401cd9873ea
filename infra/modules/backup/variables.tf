variable "name" {
  description = "Name of vault, plan and role."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "name must be 2 to 41 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the recovery points."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "resource_arns" {
  description = "Tables and buckets to back up."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.resource_arns) > 0 && alltrue([for arn in var.resource_arns : startswith(arn, "arn:") && !strcontains(arn, "*")])
    error_message = "resource_arns must name single resources by ARN; a wildcard would take in what nobody thought of."
  }
}

variable "schedules" {
  description = "When to back up and for how long to keep it, by name; cron expressions in the given time zone."
  type = map(object({
    cron        = string
    time_zone   = optional(string, "Europe/Berlin")
    delete_days = number
    cold_days   = optional(number)
  }))
  nullable = false

  validation {
    condition     = length(var.schedules) > 0 && alltrue([for schedule in var.schedules : can(regex("^cron\\(.+\\)$", schedule.cron))])
    error_message = "Each of schedules needs a cron expression such as cron(0 3 * * ? *)."
  }

  validation {
    condition     = alltrue([for schedule in var.schedules : schedule.delete_days >= 1])
    error_message = "delete_days must be 1 or more."
  }

  validation {
    condition     = alltrue([for schedule in var.schedules : schedule.cold_days == null ? true : schedule.delete_days >= schedule.cold_days + 90])
    error_message = "Cold storage is paid for 90 days at least: delete_days must be cold_days + 90 or more."
  }
}

variable "lock" {
  description = "Vault lock: nobody, not even root, can delete earlier than min_days. With changeable_for_days the lock itself becomes final after that time; null keeps it removable by those who may."
  type = object({
    enabled             = bool
    min_days            = optional(number, 7)
    max_days            = optional(number, 400)
    changeable_for_days = optional(number)
  })
  nullable = false

  validation {
    condition     = var.lock.min_days >= 1 && var.lock.min_days <= var.lock.max_days
    error_message = "lock needs 1 <= min_days <= max_days."
  }

  validation {
    condition     = var.lock.changeable_for_days == null ? true : var.lock.changeable_for_days >= 3
    error_message = "changeable_for_days must be 3 or more: AWS asks for three days to think again."
  }

  validation {
    condition = !var.lock.enabled || alltrue([
      for schedule in var.schedules : schedule.delete_days >= var.lock.min_days && schedule.delete_days <= var.lock.max_days
    ])
    error_message = "A locked vault refuses backups whose delete_days are outside of min_days and max_days."
  }
}

variable "topic_arn" {
  description = "SNS topic that learns of failed jobs: backups that fail in silence are none."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sns:", var.topic_arn))
    error_message = "topic_arn must be the ARN of an SNS topic."
  }
}

variable "force_destroy" {
  description = "Whether destroy removes recovery points too."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !(var.force_destroy && var.lock.enabled)
    error_message = "force_destroy cannot go with a locked vault."
  }
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
