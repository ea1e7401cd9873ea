variable "name" {
  description = "Name of the secret, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+(/[a-z0-9-]+)+$", var.name))
    error_message = "name must be a path such as sprk/dev/internal-webhook."
  }
}

variable "description" {
  description = "What the secret is for."
  type        = string
  nullable    = false
}

variable "kind" {
  description = "random: a random string. webhook: JSON with a list of webhook secrets, the newest first."
  type        = string
  default     = "random"
  nullable    = false

  validation {
    condition     = contains(["random", "webhook"], var.kind)
    error_message = "kind must be random or webhook."
  }
}

variable "value_version" {
  description = "Raise by one to make a new value; 0 makes none, for a value that is put in by hand."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.value_version >= 0 && floor(var.value_version) == var.value_version
    error_message = "value_version must be a whole number from 0."
  }
}

variable "keep_previous" {
  description = "While a webhook secret is rotated: keep the one before in second place, until all readers have the new one."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.keep_previous || (var.kind == "webhook" && var.value_version > 1)
    error_message = "keep_previous is for kind webhook with a value_version above 1: otherwise there is nothing to keep."
  }
}

variable "kms_key_arn" {
  description = "Customer key that encrypts the secret."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.kms_key_arn, "arn:")
    error_message = "kms_key_arn must be the ARN of a key."
  }
}

variable "reader_role_arns" {
  description = "Roles that may read the value; they need not exist yet. All others are refused, whatever their own policies say."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.reader_role_arns) > 0 && alltrue([for arn in var.reader_role_arns : can(regex("^arn:[^*]+:role/[^*]+$", arn))])
    error_message = "reader_role_arns takes at least one full role ARN, without wildcards."
  }
}

variable "deployer_role_arns" {
  description = "Roles that run Terraform: the provider looks the current version up when it plans."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.deployer_role_arns : can(regex("^arn:[^*]+:(role/[^*]+|root)$", arn))])
    error_message = "deployer_role_arns takes full role ARNs, without wildcards."
  }
}

variable "recovery_window_in_days" {
  description = "Days in which a deletion may be taken back; 0 deletes at once."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.recovery_window_in_days == 0 || (var.recovery_window_in_days >= 7 && var.recovery_window_in_days <= 30)
    error_message = "recovery_window_in_days must be 0 or from 7 to 30."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
