variable "kind" {
  description = "queue: a queue with its dead letter queue. dead-letter: a dead letter queue alone, for what a bus could not deliver."
  type        = string
  default     = "queue"
  nullable    = false

  validation {
    condition     = contains(["queue", "dead-letter"], var.kind)
    error_message = "kind must be queue or dead-letter."
  }
}

variable "name" {
  description = "Name of the queue, from the naming module; not used by kind dead-letter."
  type        = string
  default     = null

  validation {
    condition     = (var.kind == "queue") == (var.name != null)
    error_message = "name belongs to kind queue: give it there, and leave it out for kind dead-letter."
  }
}

variable "dead_letter_name" {
  description = "Name of the dead letter queue, from the naming module."
  type        = string
  nullable    = false

  validation {
    condition     = endswith(var.dead_letter_name, "-dlq")
    error_message = "dead_letter_name must end with -dlq."
  }
}

variable "kms_key_arn" {
  description = "Customer key for both queues. The key of AWS will not do: EventBridge may not use it."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.kms_key_arn, "arn:")
    error_message = "kms_key_arn must be the ARN of a key."
  }
}

variable "visibility_timeout_seconds" {
  description = "Lease of a received message. Consumers prolong it while they work."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.visibility_timeout_seconds >= 10 && var.visibility_timeout_seconds <= 43200
    error_message = "visibility_timeout_seconds must be from 10 to 43200: shorter than the work means that it is done twice."
  }
}

variable "max_receive_count" {
  description = "Deliveries before a message is set aside as dead."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_receive_count >= 2 && var.max_receive_count <= 1000
    error_message = "max_receive_count must be from 2 to 1000: with 1, one restart of a consumer kills a message."
  }
}

variable "retention_seconds" {
  description = "How long the queue keeps a message."
  type        = number
  default     = 345600
  nullable    = false

  validation {
    condition     = var.retention_seconds >= 60 && var.retention_seconds <= 1209600
    error_message = "retention_seconds must be from 60 to 1209600."
  }
}

variable "dead_letter_retention_seconds" {
  description = "How long the dead letter queue keeps a message, counted from its first sending."
  type        = number
  default     = 1209600
  nullable    = false

  validation {
    condition     = var.dead_letter_retention_seconds > var.retention_seconds && var.dead_letter_retention_seconds <= 1209600
    error_message = "dead_letter_retention_seconds must be longer than retention_seconds, or dead messages vanish before anybody sees them; 1209600 at most."
  }
}

variable "sender_rule_arns" {
  description = "EventBridge rules that may deliver."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.sender_rule_arns : can(regex("^arn:[^*]+:rule/[^*]+$", arn))])
    error_message = "sender_rule_arns takes full ARNs of rules, without wildcards."
  }
}

variable "alarms" {
  description = "Age of the oldest message that raises the alarm, and the topic that is told; without a topic the alarms only show."
  type = object({
    oldest_message_seconds = optional(number, 300)
    topic_arn              = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.alarms.oldest_message_seconds >= 60 && var.alarms.oldest_message_seconds < var.retention_seconds
    error_message = "alarms.oldest_message_seconds must be at least 60 and less than retention_seconds."
  }
}

variable "tags" {
  description = "Tags beside the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
