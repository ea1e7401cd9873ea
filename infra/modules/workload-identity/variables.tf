variable "name" {
  description = "Name of the role, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,64}$", var.name))
    error_message = "name must be 1 to 64 lower-case letters, digits and dashes."
  }
}

variable "namespace" {
  description = "Kubernetes namespace of the service account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,63}$", var.namespace))
    error_message = "namespace must be the name of one namespace, without wildcards."
  }
}

variable "service_account" {
  description = "Kubernetes service account that gets the role."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,63}$", var.service_account))
    error_message = "service_account must be the name of one service account, without wildcards."
  }
}

variable "oidc_provider_arn" {
  description = "IAM OIDC provider of the cluster, for roles by service account token (IRSA); null where only Pod Identity is used."
  type        = string
  default     = null

  validation {
    condition     = var.oidc_provider_arn == null ? true : can(regex("^arn:[^*]+:oidc-provider/.+$", var.oidc_provider_arn))
    error_message = "oidc_provider_arn must be the ARN of an IAM OIDC provider."
  }

  validation {
    condition     = var.oidc_provider_arn != null || var.pod_identity_cluster != null
    error_message = "Give oidc_provider_arn, pod_identity_cluster or both: otherwise nobody could take the role."
  }
}

variable "pod_identity_cluster" {
  description = "Cluster whose Pod Identity agent hands out the role; null where the emulator has none."
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds what the role can ever do; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null ? true : can(regex("^arn:[^*]+:policy/[^*]+$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn must be the ARN of a policy."
  }
}

variable "statements" {
  description = "What the role may do: single actions on single resources. A resource may end with /* for what lies below it."
  type = list(object({
    sid       = string
    actions   = set(string)
    resources = set(string)
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = set(string)
    })), [])
  }))
  nullable = false

  validation {
    condition     = length(var.statements) > 0
    error_message = "statements must not be empty: a role without rights is no use."
  }

  validation {
    condition     = length(distinct([for statement in var.statements : statement.sid])) == length(var.statements)
    error_message = "Each of statements needs a sid of its own."
  }

  validation {
    condition     = alltrue(flatten([for statement in var.statements : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))]]))
    error_message = "statements must name single actions such as sqs:SendMessage, without wildcards."
  }

  validation {
    condition     = alltrue(flatten([for statement in var.statements : [for resource in statement.resources : can(regex("^arn:[^*]+[^*/:](/\\*)?$", resource))]]))
    error_message = "statements must name single resources by ARN; only /* at the end of a named resource is allowed."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
