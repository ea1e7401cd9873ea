variable "environment" {
  description = "Environment that the stack belongs to."
  type        = string
  nullable    = false
}

variable "region" {
  description = "AWS region."
  type        = string
  nullable    = false
}

variable "emulator" {
  description = "The API is an emulator: skip checks that only AWS itself can answer."
  type        = bool
  default     = false
  nullable    = false
}

variable "emulator_capabilities" {
  description = "Families of AWS APIs that the emulator carries, from infra/emulators; null is AWS itself, which has them all."
  type        = set(string)
  default     = null

  validation {
    condition     = var.emulator || var.emulator_capabilities == null
    error_message = "emulator_capabilities are for an emulator only: on AWS nothing is left out."
  }
}

variable "settings" {
  description = "All that differs between the environments."
  type = object({
    sizing = object({
      kubernetes_version = string
      node_groups = map(object({
        instance_types = list(string)
        spot           = bool
        min_size       = number
        max_size       = number
        labels         = map(string)
      }))
    })
    retention = object({
      control_plane_log_days = number
      images                 = number
    })
    protection = object({
      public_access_cidrs = list(string)
      force_delete_images = bool
      key_deletion_days   = number
    })
    access = map(object({
      role_name  = string
      policy     = string
      namespaces = list(string)
    }))
    features = object({
      pod_identity = bool
    })
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || length(var.settings.protection.public_access_cidrs) == 0
    error_message = "prod needs settings.protection.public_access_cidrs empty: its Kubernetes API stays private."
  }

  validation {
    condition     = var.environment != "prod" || anytrue([for group in var.settings.sizing.node_groups : !group.spot && group.min_size >= 3])
    error_message = "prod needs a node group in settings.sizing with three nodes or more that are not spot: one per zone."
  }

  validation {
    condition     = var.environment != "prod" || var.settings.retention.control_plane_log_days >= 30
    error_message = "prod needs settings.retention.control_plane_log_days of at least 30."
  }

  validation {
    condition     = var.environment != "prod" || var.settings.protection.key_deletion_days == 30
    error_message = "prod needs settings.protection.key_deletion_days of 30: without the key no image can be pulled."
  }

  validation {
    condition     = var.environment == "local" || !var.settings.protection.force_delete_images
    error_message = "settings.protection.force_delete_images is for environment local only."
  }
}
