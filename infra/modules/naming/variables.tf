variable "project" {
  description = "First part of every name."
  type        = string
  default     = "sprk"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.project))
    error_message = "project must be 2 to 12 lower-case letters and digits, a letter first: bucket names are built from it."
  }
}

variable "environment" {
  description = "Environment that the names belong to."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["local", "dev", "staging", "prod"], var.environment)
    error_message = "environment must be local, dev, staging or prod."
  }
}

variable "stack" {
  description = "Stack that creates the resources; becomes a tag."
  type        = string
  nullable    = false

  validation {
    condition     = contains(local.stacks, var.stack)
    error_message = "stack must be one of ${join(", ", local.stacks)}; add a new one to the naming module first."
  }
}

variable "account_id" {
  description = "AWS account id, part of the bucket names because those are global."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be 12 digits; take it from the data source aws_caller_identity."
  }
}

variable "owner" {
  description = "Team that answers for the resources; becomes a tag."
  type        = string
  default     = "platform"
  nullable    = false
}

variable "cost_center" {
  description = "Where the costs are booked; becomes a tag."
  type        = string
  default     = "food-rescue"
  nullable    = false
}

variable "data_class" {
  description = "Most sensitive data that the stack holds; single resources may be tagged with a lower class."
  type        = string
  default     = "internal"
  nullable    = false

  validation {
    condition     = contains(["public", "internal", "confidential", "personal"], var.data_class)
    error_message = "data_class must be public, internal, confidential or personal."
  }
}

variable "repository" {
  description = "Repository that holds the code of the resources; becomes a tag."
  type        = string
  default     = "sprk"
  nullable    = false
}
