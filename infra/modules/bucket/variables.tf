variable "name" {
  description = "Name of the bucket, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 63 lower-case letters, digits and dashes."
  }
}

variable "environment" {
  description = "Environment of the bucket; only local may have its objects deleted along with it."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["local", "dev", "staging", "prod"], var.environment)
    error_message = "environment must be local, dev, staging or prod."
  }
}

variable "force_destroy" {
  description = "Delete the bucket although it holds objects."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.force_destroy || var.environment == "local"
    error_message = "force_destroy is for environment local only: elsewhere empty the bucket by hand first."
  }
}

variable "kms_key_arn" {
  description = "Customer key that encrypts the objects; null means S3's own key, as access logs and public pages need it."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : startswith(var.kms_key_arn, "arn:")
    error_message = "kms_key_arn must be the ARN of a key, or null."
  }

  validation {
    condition     = var.kms_key_arn == null || length(var.access_logs_from) == 0
    error_message = "kms_key_arn must be null for a bucket that takes access logs: S3 drops logs it would have to encrypt with a customer key."
  }
}

variable "log_bucket" {
  description = "Bucket that gets the access logs; null means none are written."
  type        = object({ name = string })
  default     = null

  validation {
    condition     = var.log_bucket == null ? true : var.log_bucket.name != var.name
    error_message = "log_bucket must be another bucket: logging a log bucket into itself never ends."
  }
}

variable "access_logs_from" {
  description = "ARNs of the buckets whose access logs this one takes."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.access_logs_from : can(regex("^arn:[^*]+$", arn))])
    error_message = "access_logs_from takes full ARNs of buckets, without wildcards."
  }
}

variable "policy_documents" {
  description = "JSON policies that are merged into the bucket's only policy, for example of a distribution that reads it."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "lifecycle_days" {
  description = "Days after which old versions go, and after which objects expire; objects null keeps them."
  type = object({
    old_versions = optional(number, 90)
    objects      = optional(number)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.lifecycle_days.old_versions >= 1 && coalesce(var.lifecycle_days.objects, 1) >= 1
    error_message = "lifecycle_days must be at least 1."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
