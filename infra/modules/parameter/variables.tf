variable "name" {
  description = "Name of the parameter, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/[a-z0-9-]+){2,}$", var.name))
    error_message = "name must be a path such as /sprk/dev/foundation/contract."
  }
}

variable "description" {
  description = "What the parameter tells its readers."
  type        = string
  nullable    = false
}

variable "contract" {
  description = "Object that is stored as JSON."
  type        = any
  nullable    = false

  validation {
    condition     = can(keys(var.contract))
    error_message = "contract must be an object or a map."
  }
}

variable "type" {
  description = "String, or SecureString where the content is confidential."
  type        = string
  default     = "String"
  nullable    = false

  validation {
    condition     = contains(["String", "SecureString"], var.type)
    error_message = "type must be String or SecureString."
  }
}

variable "kms_key_arn" {
  description = "Customer key of a SecureString."
  type        = string
  default     = null

  validation {
    condition     = (var.type == "SecureString") == (var.kms_key_arn != null)
    error_message = "kms_key_arn belongs to type SecureString: give it there, and leave it out for String."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
