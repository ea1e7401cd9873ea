variable "prefix" {
  description = "First part of every repository's name, such as sprk-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.prefix))
    error_message = "prefix must be 2 to 31 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "repositories" {
  description = "Images to keep a repository for; the name becomes <prefix>/<image>."
  type        = set(string)

  validation {
    condition     = length(var.repositories) > 0
    error_message = "repositories must name at least one image."
  }

  validation {
    condition     = alltrue([for name in var.repositories : can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", name))])
    error_message = "Each name in repositories must be lower-case letters and digits, joined by single dashes."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the images. It cannot be changed later: ECR would make new repositories."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "pull_principal_arns" {
  description = "Roles that may pull, by static key. Nobody gets more than pulling from the repository policy."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for arn in values(var.pull_principal_arns) : !strcontains(arn, "*")])
    error_message = "pull_principal_arns must name single roles, without wildcards."
  }
}

variable "untagged_expiry_days" {
  description = "Days after which an image without a tag is removed."
  type        = number
  default     = 14

  validation {
    condition     = var.untagged_expiry_days >= 1 && var.untagged_expiry_days <= 365
    error_message = "untagged_expiry_days must be from 1 to 365."
  }
}

variable "keep_images" {
  description = "How many tagged images stay; the oldest beyond that go. A rollback can reach as far."
  type        = number
  default     = 50

  validation {
    condition     = var.keep_images >= 5 && var.keep_images <= 1000
    error_message = "keep_images must be from 5 to 1000."
  }
}

variable "force_delete" {
  description = "Whether destroy removes repositories that still hold images."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
}
