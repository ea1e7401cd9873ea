variable "name" {
  description = "Name of the cluster, also the first part of its roles' names."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "name must be 2 to 41 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes, such as 1.33."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "kubernetes_version must be a minor version such as 1.33."
  }
}

variable "subnet_ids" {
  description = "Private subnets of control plane and nodes, in at least two zones."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2
    error_message = "subnet_ids must name at least two subnets: EKS needs two zones."
  }
}

variable "public_access_cidrs" {
  description = "Address ranges that reach the API from the Internet. Empty: the API is private."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrhost(cidr, 0)) && tonumber(split("/", cidr)[1]) >= 16])
    error_message = "public_access_cidrs must be CIDR blocks of /16 or narrower; never the whole Internet."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts Kubernetes secrets in etcd. It cannot be changed later."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "logs_key_arn" {
  description = "Key that encrypts the control plane's logs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.logs_key_arn))
    error_message = "logs_key_arn must be the ARN of a KMS key."
  }
}

variable "log_retention_days" {
  description = "How long the control plane's logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([1, 7, 14, 30, 60, 90, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be 1, 7, 14, 30, 60, 90, 180, 365 or 400."
  }
}

variable "node_groups" {
  description = "Managed node groups by name. Karpenter or the Kubernetes autoscaler may move the desired size afterwards."
  type = map(object({
    instance_types = list(string)
    arm            = optional(bool, true)
    spot           = optional(bool, false)
    min_size       = number
    max_size       = number
    disk_gib       = optional(number, 40)
    labels         = optional(map(string), {})
    taints         = optional(map(object({ value = string, effect = string })), {})
  }))
  nullable = false

  validation {
    condition     = length(var.node_groups) > 0
    error_message = "node_groups must have at least one group: somewhere the system pods have to run."
  }

  validation {
    condition     = alltrue([for group in var.node_groups : 1 <= group.min_size && group.min_size <= group.max_size && group.max_size <= 100])
    error_message = "Each node group needs 1 <= min_size <= max_size <= 100."
  }

  validation {
    condition     = alltrue([for group in var.node_groups : length(group.instance_types) > 0 && group.disk_gib >= 20])
    error_message = "Each node group needs an instance type and a disk of 20 GiB or more."
  }

  validation {
    condition = alltrue(flatten([
      for group in var.node_groups : [for taint in group.taints : contains(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"], taint.effect)]
    ]))
    error_message = "A taint's effect must be NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE."
  }
}

variable "features" {
  description = "Parts of EKS that emulators lack: add-ons, access entries, and the agent of Pod Identity."
  type = object({
    addons         = optional(bool, true)
    access_entries = optional(bool, true)
    pod_identity   = optional(bool, true)
  })
  default  = {}
  nullable = false
}

variable "addon_versions" {
  description = "Versions of add-ons by name; null takes the default for the Kubernetes version."
  type        = map(string)
  default = {
    coredns                = null
    eks-pod-identity-agent = null
    kube-proxy             = null
    vpc-cni                = null
  }
  nullable = false

  validation {
    condition     = contains(keys(var.addon_versions), "vpc-cni")
    error_message = "addon_versions must contain vpc-cni: nodes do not become ready without it."
  }
}

variable "access_entries" {
  description = "Who may use the Kubernetes API, by static key: a role, an EKS access policy, and the namespaces it holds for (empty: all)."
  type = map(object({
    principal_arn = string
    policy        = string
    namespaces    = optional(list(string), [])
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for entry in var.access_entries : contains(["AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy", "AmazonEKSEditPolicy", "AmazonEKSViewPolicy"], entry.policy)
    ])
    error_message = "policy must be AmazonEKSClusterAdminPolicy, AmazonEKSAdminPolicy, AmazonEKSEditPolicy or AmazonEKSViewPolicy."
  }

  validation {
    condition     = alltrue([for entry in var.access_entries : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[^*]+$", entry.principal_arn))])
    error_message = "principal_arn must be the ARN of one IAM role or user."
  }
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
