variable "name" {
  description = "Name of the VPC and prefix of its parts."
  type        = string
  nullable    = false
}

variable "cidr_block" {
  description = "Address range of the VPC."
  type        = string
  nullable    = false

  validation {
    condition     = can(cidrhost(var.cidr_block, 0)) && endswith(var.cidr_block, "/16")
    error_message = "cidr_block must be an IPv4 range of size /16, such as 10.20.0.0/16."
  }
}

variable "availability_zones" {
  description = "Zones that get a private and a public subnet each, in a fixed order: appending is safe, reordering is not."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 6 && length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "availability_zones must name 2 to 6 different zones."
  }
}

variable "nat_mode" {
  description = "NAT gateways: none, a single one for all zones, or one per_az."
  type        = string
  default     = "per_az"
  nullable    = false

  validation {
    condition     = contains(["none", "single", "per_az"], var.nat_mode)
    error_message = "nat_mode must be none, single or per_az."
  }
}

variable "interface_endpoints" {
  description = "AWS services that are reached from the private subnets without the internet."
  type        = set(string)
  default     = ["sqs", "events", "secretsmanager", "kms", "ecr.api", "ecr.dkr", "sts", "logs"]
  nullable    = false

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9.-]+$", service)) && !contains(["s3", "dynamodb"], service)])
    error_message = "interface_endpoints takes short service names; s3 and dynamodb have gateway endpoints already."
  }
}

variable "flow_log" {
  description = "Log group of the flow logs: its name, how long it keeps them, and the key that encrypts it."
  type = object({
    group_name        = string
    retention_in_days = number
    kms_key_arn       = string
  })
  nullable = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.flow_log.retention_in_days)
    error_message = "flow_log.retention_in_days must be a number of days that CloudWatch Logs offers, such as 7, 30, 90 or 365."
  }

  validation {
    condition     = startswith(var.flow_log.kms_key_arn, "arn:")
    error_message = "flow_log.kms_key_arn must be the ARN of a key."
  }
}

variable "private_subnet_tags" {
  description = "Tags of the private subnets, for example those by which a cluster finds them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "public_subnet_tags" {
  description = "Tags of the public subnets, for example those by which a load balancer finds them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
