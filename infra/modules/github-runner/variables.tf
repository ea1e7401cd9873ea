variable "name" {
  description = "Name of launch template, group and role, such as sprk-dev-runner."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "name must be 2 to 41 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "repository" {
  description = "The one repository that the runners work for, as owner/name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be one owner/name, without wildcards."
  }
}

variable "labels" {
  description = "Labels that jobs ask for in runs-on, besides self-hosted."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.labels) > 0 && alltrue([for label in var.labels : can(regex("^[a-z0-9][a-z0-9-]*$", label))])
    error_message = "labels must have at least one label of lower-case letters, digits and dashes."
  }
}

variable "vpc_id" {
  description = "Network of the runners."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Private subnets with a way out to GitHub."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "subnet_ids must name at least one subnet."
  }
}

variable "instance_type" {
  description = "Type of the instances. Graviton (arm64) only: image and runner are chosen for it."
  type        = string
  default     = "m7g.large"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+[0-9]g[a-z]*\\.[0-9a-z]+$", var.instance_type))
    error_message = "instance_type must be a Graviton type such as m7g.large."
  }
}

variable "disk_gib" {
  description = "Size of the disk."
  type        = number
  default     = 40
  nullable    = false

  validation {
    condition     = var.disk_gib >= 20 && var.disk_gib <= 500
    error_message = "disk_gib must be from 20 to 500."
  }
}

variable "image_id" {
  description = "Amazon Linux 2023 for arm64: an AMI, or a parameter that EC2 resolves at each start."
  type        = string
  default     = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
  nullable    = false

  validation {
    condition     = can(regex("^(ami-[0-9a-f]+|resolve:ssm:/.+)$", var.image_id))
    error_message = "image_id must be ami-… or resolve:ssm:/…."
  }
}

variable "runner_release" {
  description = "Version of actions/runner and the SHA-256 of its linux-arm64 archive, from the release notes."
  type = object({
    version = string
    sha256  = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+$", var.runner_release.version))
    error_message = "runner_release.version must be of the form 2.329.0."
  }

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.runner_release.sha256))
    error_message = "runner_release.sha256 must be 64 hexadecimal digits."
  }
}

variable "max_size" {
  description = "Most runners at once."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.max_size >= 1 && var.max_size <= 20
    error_message = "max_size must be from 1 to 20."
  }
}

variable "floors" {
  description = "How many runners wait for jobs from when on, by name: cron in the time zone. Needs one floor of 0 to end the day."
  type = map(object({
    cron = string
    size = number
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for floor in var.floors : floor.size >= 0 && floor.size <= var.max_size])
    error_message = "The size of a floor must be from 0 to max_size."
  }

  validation {
    condition     = length(var.floors) == 0 || anytrue([for floor in var.floors : floor.size == 0])
    error_message = "floors need one of size 0: otherwise runners wait, and cost, all night."
  }
}

variable "time_zone" {
  description = "Time zone of the floors."
  type        = string
  default     = "Europe/Berlin"
  nullable    = false
}

variable "idle_minutes" {
  description = "A runner that got no job for so long ends itself and is replaced while the floor wants it."
  type        = number
  default     = 120
  nullable    = false

  validation {
    condition     = var.idle_minutes >= 10 && var.idle_minutes <= 720
    error_message = "idle_minutes must be from 10 to 720."
  }
}

variable "parameter_name" {
  description = "Name of the SecureString that holds the GitHub App's credentials."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^/[a-z0-9-]+(/[a-z0-9-]+)+$", var.parameter_name))
    error_message = "parameter_name must be a path such as /sprk/dev/github-app."
  }
}

variable "kms_key_arn" {
  description = "Key of the parameter."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "logs_key_arn" {
  description = "Key of the logs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.logs_key_arn))
    error_message = "logs_key_arn must be the ARN of a KMS key."
  }
}

variable "log_group_name" {
  description = "Log group of the runners, such as /sprk-dev/runner."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/[a-z0-9-]+)+$", var.log_group_name))
    error_message = "log_group_name must be a path such as /sprk-dev/runner."
  }
}

variable "log_retention_days" {
  description = "How long the logs of the runners are kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 7, 14, 30, 60, 90, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be 1, 7, 14, 30, 60, 90, 180, 365 or 400."
  }
}

variable "alarm_topic_arns" {
  description = "Topics that are told when runners do not start."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "runbook_url" {
  description = "What to do when an alarm of the runners is up."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.runbook_url, "https://")
    error_message = "runbook_url must start with https://."
  }
}

variable "create_group" {
  description = "Whether the Auto Scaling group and its schedules are made. Off only for emulators, which lack them."
  type        = bool
  default     = true
  nullable    = false
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
