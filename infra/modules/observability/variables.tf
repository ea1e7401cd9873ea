variable "name" {
  description = "Prefix of topic, alarms and dashboard, and namespace of the metrics from logs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "name must be 2 to 41 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "services" {
  description = "Services that get a log group /<name>/<service>."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.services) > 0 && alltrue([for service in var.services : can(regex("^[a-z][a-z0-9-]*$", service))])
    error_message = "services must name at least one service in lower-case letters, digits and dashes."
  }
}

variable "log_retention_days" {
  description = "How long the logs of the services are kept."
  type        = number
  nullable    = false

  validation {
    condition     = contains([1, 7, 14, 30, 60, 90, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be 1, 7, 14, 30, 60, 90, 180, 365 or 400."
  }
}

variable "kms_key_arn" {
  description = "Key for logs and alerts. Its policy must let CloudWatch and the other publishers use it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "runbook_base_url" {
  description = "Where the runbooks are read; each alarm's description ends with a link below it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+[^/]$", var.runbook_base_url))
    error_message = "runbook_base_url must start with https:// and not end with a slash."
  }
}

variable "log_alarms" {
  description = "Alarms on lines of the services' logs, by name. More than threshold lines within the period raise it."
  type = map(object({
    services       = set(string)
    pattern        = string
    description    = string
    runbook        = string
    severity       = string
    threshold      = optional(number, 0)
    period_seconds = optional(number, 300)
    periods        = optional(number, 1)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for alarm in var.log_alarms : contains(["page", "ticket"], alarm.severity)])
    error_message = "severity must be page (wakes somebody) or ticket (waits for the morning)."
  }

  validation {
    condition     = alltrue([for alarm in var.log_alarms : can(regex("^[^ ]+\\.md(#[a-z0-9-]+)?$", alarm.runbook))])
    error_message = "runbook must be the path of a Markdown file, with or without an anchor."
  }

  validation {
    condition     = alltrue([for alarm in var.log_alarms : length(alarm.services) > 0 && length(setsubtract(alarm.services, var.services)) == 0])
    error_message = "Each of log_alarms must name services that are in services."
  }
}

variable "metric_alarms" {
  description = "Alarms on metrics of AWS itself, by name."
  type = map(object({
    namespace      = string
    metric         = string
    dimensions     = map(string)
    statistic      = string
    comparison     = optional(string, "GreaterThanThreshold")
    threshold      = number
    period_seconds = optional(number, 60)
    periods        = optional(number, 5)
    description    = string
    runbook        = string
    severity       = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for alarm in var.metric_alarms : contains(["page", "ticket"], alarm.severity)])
    error_message = "severity must be page (wakes somebody) or ticket (waits for the morning)."
  }

  validation {
    condition     = alltrue([for alarm in var.metric_alarms : can(regex("^[^ ]+\\.md(#[a-z0-9-]+)?$", alarm.runbook))])
    error_message = "runbook must be the path of a Markdown file, with or without an anchor."
  }

  validation {
    condition     = alltrue([for alarm in var.metric_alarms : contains(["Average", "Maximum", "Minimum", "Sum", "SampleCount"], alarm.statistic)])
    error_message = "statistic must be Average, Maximum, Minimum, Sum or SampleCount."
  }

  validation {
    condition     = length(setintersection(keys(var.metric_alarms), keys(var.log_alarms))) == 0
    error_message = "metric_alarms and log_alarms must not share a name."
  }
}

variable "other_pages" {
  description = "Names of alarms, made elsewhere, that somebody has to see to at once; they call through the composite alarm too."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "composite_alarm" {
  description = "Whether one alarm stands for all pages, so that one incident calls once. Off for emulators that lack it: then each page calls."
  type        = bool
  default     = true
  nullable    = false
}

variable "alert_emails" {
  description = "Addresses that get the alerts; each has to confirm once."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for email in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", email))])
    error_message = "alert_emails must be e-mail addresses."
  }
}

variable "publishers" {
  description = "AWS services besides CloudWatch that send alerts to the topic."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.publishers : contains(["budgets", "backup", "events"], service)])
    error_message = "publishers may contain budgets, backup and events."
  }
}

variable "dashboard" {
  description = "Resources to show: names of queues, dead letter queues and tables."
  type = object({
    queues             = list(string)
    dead_letter_queues = list(string)
    tables             = list(string)
  })
  nullable = false
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
