variable "name" {
  description = "Name of the budget."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,60}$", var.name))
    error_message = "name must be 2 to 61 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "limit_usd" {
  description = "What a month may cost, in US dollars."
  type        = number
  nullable    = false

  validation {
    condition     = var.limit_usd > 0
    error_message = "limit_usd must be above 0."
  }
}

variable "actual_percent" {
  description = "Shares of the limit at which what was really spent is reported."
  type        = set(number)
  default     = [50, 80, 100]
  nullable    = false

  validation {
    condition     = length(var.actual_percent) > 0 && alltrue([for percent in var.actual_percent : percent > 0 && percent <= 200])
    error_message = "actual_percent must have shares above 0 and up to 200."
  }
}

variable "forecast_percent" {
  description = "Shares of the limit at which the forecast for the month is reported: early enough to act."
  type        = set(number)
  default     = [100]
  nullable    = false

  validation {
    condition     = alltrue([for percent in var.forecast_percent : percent > 0 && percent <= 200])
    error_message = "forecast_percent must have shares above 0 and up to 200."
  }
}

variable "topic_arn" {
  description = "SNS topic that is told; its policy and key must let budgets.amazonaws.com publish."
  type        = string
  default     = null

  validation {
    condition     = var.topic_arn == null || can(regex("^arn:aws[a-z-]*:sns:", var.topic_arn))
    error_message = "topic_arn must be the ARN of an SNS topic."
  }

  validation {
    condition     = var.topic_arn != null || length(var.emails) > 0
    error_message = "Give topic_arn or emails: a budget that tells nobody is of no use."
  }
}

variable "emails" {
  description = "Addresses that are told besides the topic; at most ten."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.emails) <= 10 && alltrue([for email in var.emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", email))])
    error_message = "emails must be up to ten e-mail addresses."
  }
}

variable "cost_tags" {
  description = "Tag values that costs must have to count, by tag; the tags must be activated for cost allocation. Empty: the whole account."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
