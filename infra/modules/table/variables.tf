variable "name" {
  description = "Name of the table, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{3,255}$", var.name))
    error_message = "name must be 3 to 255 lower-case letters, digits and dashes."
  }
}

variable "indexes" {
  description = "Secondary indexes: keys only, both keys strings."
  type = list(object({
    name  = string
    hash  = string
    range = string
  }))
  default  = []
  nullable = false

  validation {
    condition     = length(distinct([for index in var.indexes : index.name])) == length(var.indexes) && length(var.indexes) <= 20
    error_message = "indexes must have different names, and be 20 at most."
  }

  validation {
    condition     = alltrue([for index in var.indexes : index.hash != index.range])
    error_message = "An index of indexes needs two different attributes as hash and range."
  }
}

variable "kms_key_arn" {
  description = "Customer key that encrypts the table."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.kms_key_arn, "arn:")
    error_message = "kms_key_arn must be the ARN of a key."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the table until this is turned off."
  type        = bool
  default     = true
  nullable    = false
}

variable "point_in_time_recovery" {
  description = "Keep 35 days of changes, to restore the table as of any second."
  type        = bool
  default     = true
  nullable    = false
}

variable "tls_policy" {
  description = "Refuse requests without TLS by a resource policy. Off only where an emulator lacks such policies."
  type        = bool
  default     = true
  nullable    = false
}

variable "alarms" {
  description = "Alarms on throttling and on errors of DynamoDB, and the topic that is told; null makes none."
  type = object({
    topic_arn = optional(string)
  })
  default = {}
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
