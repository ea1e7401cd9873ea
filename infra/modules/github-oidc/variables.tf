variable "name" {
  description = "First part of the roles' names, and of the names of what the apply role may manage in IAM, such as sprk-dev."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "name must be 2 to 31 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "repository" {
  description = "The one repository whose workflows may assume the roles, as owner/name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be one owner/name, without wildcards: a wildcard would let strangers' repositories in."
  }
}

variable "environment" {
  description = "GitHub environment whose jobs may apply; who may deploy is decided by its protection rules."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.environment))
    error_message = "environment must be the name of one GitHub environment, without wildcards."
  }
}

variable "create_provider" {
  description = "Whether to make GitHub's OIDC provider; false where the account has it already, because there can be only one."
  type        = bool
  default     = true
  nullable    = false
}

variable "state_bucket_arn" {
  description = "Bucket with Terraform's state."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[^*]+$", var.state_bucket_arn))
    error_message = "state_bucket_arn must be the ARN of one S3 bucket."
  }
}

variable "state_key_alias" {
  description = "Alias of the key that encrypts the state. Policies name the alias, so that the key need not be looked up."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^alias/[a-z0-9-]+$", var.state_key_alias)) && !startswith(var.state_key_alias, "alias/aws")
    error_message = "state_key_alias must be the alias of one customer key."
  }
}

variable "secret_path" {
  description = "Path that names of secrets and parameters of this environment start with, such as sprk/dev."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+(/[a-z0-9-]+)+$", var.secret_path))
    error_message = "secret_path must have two parts or more, such as sprk/dev, without wildcards."
  }
}

variable "regions" {
  description = "Regions in which the roles may act at all."
  type        = set(string)
  default     = ["eu-central-1", "us-east-1"]
  nullable    = false

  validation {
    condition     = length(var.regions) > 0 && !contains(var.regions, "*")
    error_message = "regions must name single regions."
  }
}

variable "session_seconds" {
  description = "How long credentials of the apply role are good; those of the reading roles last an hour."
  type        = number
  default     = 7200
  nullable    = false

  validation {
    condition     = var.session_seconds >= 3600 && var.session_seconds <= 14400
    error_message = "session_seconds must be from 3600 to 14400."
  }
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
