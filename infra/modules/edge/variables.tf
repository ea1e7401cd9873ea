variable "name" {
  description = "First part of the names of distribution, access control and web ACL."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "name must be 2 to 41 lower-case letters, digits or dashes and start with a letter."
  }
}

variable "web_bucket" {
  description = "Bucket with the web application; only this distribution gets to read it."
  type = object({
    arn                  = string
    regional_domain_name = string
  })
  nullable = false
}

variable "api_origin_domain" {
  description = "Host name that the backend's load balancer serves over TLS; null leaves the API out."
  type        = string
  default     = null

  validation {
    condition     = var.api_origin_domain == null || can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.api_origin_domain))
    error_message = "api_origin_domain must be a host name without https:// and path."
  }
}

variable "api_paths" {
  description = "Paths that go to the backend; all others are files of the web application."
  type        = list(string)
  default     = ["/v1/*", "/docs*", "/openapi.json"]
  nullable    = false

  validation {
    condition     = length(var.api_paths) > 0 && alltrue([for path in var.api_paths : startswith(path, "/") && path != "/*"])
    error_message = "Each of api_paths must start with / and must not take everything."
  }
}

variable "aliases" {
  description = "Host names that the distribution answers to, besides its own."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "certificate_arn" {
  description = "ACM certificate in us-east-1 for the aliases. Without it CloudFront's own certificate and name are used, and its minimum TLS version cannot be raised."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:us-east-1:", var.certificate_arn))
    error_message = "certificate_arn must be an ACM certificate in us-east-1."
  }

  validation {
    condition     = (var.certificate_arn != null) == (length(var.aliases) > 0)
    error_message = "aliases and certificate_arn need each other: give both or neither."
  }
}

variable "price_class" {
  description = "Which edge locations serve: PriceClass_100 is Europe and North America."
  type        = string
  default     = "PriceClass_100"
  nullable    = false

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class must be PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "waf" {
  description = "Web ACL: whether there is one, requests per address in five minutes, managed rules that only count, and days and key (of us-east-1) of its log."
  type = object({
    enabled          = optional(bool, true)
    rate_limit       = optional(number, 2000)
    count_only_rules = optional(list(string), ["SizeRestrictions_BODY"])
    log_days         = optional(number, 30)
    logs_key_arn     = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.waf.rate_limit >= 100 && var.waf.rate_limit <= 2000000
    error_message = "waf.rate_limit must be from 100 to 2,000,000 requests in five minutes."
  }

  validation {
    condition     = var.waf.logs_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:us-east-1:", var.waf.logs_key_arn))
    error_message = "waf.logs_key_arn must be the ARN of a KMS key in us-east-1."
  }

  validation {
    condition     = contains([1, 7, 14, 30, 60, 90, 180, 365, 400], var.waf.log_days)
    error_message = "waf.log_days must be 1, 7, 14, 30, 60, 90, 180, 365 or 400."
  }
}

variable "emulated" {
  description = "The API is an emulator: leave out what it lacks (cache policies, security headers, functions) or forgets (the access control of an origin)."
  type        = bool
  default     = false
  nullable    = false
}

variable "content_security_policy" {
  description = "Content-Security-Policy of the web application."
  type        = string
  default     = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  nullable    = false

  validation {
    condition     = strcontains(var.content_security_policy, "frame-ancestors 'none'") && !strcontains(var.content_security_policy, "unsafe-")
    error_message = "content_security_policy must contain frame-ancestors 'none' and nothing unsafe-."
  }
}

variable "log_bucket_arn" {
  description = "Bucket for access logs; its policy must let delivery.logs.amazonaws.com write. Null: no access logs."
  type        = string
  default     = null

  validation {
    condition     = var.log_bucket_arn == null || can(regex("^arn:aws[a-z-]*:s3:::", var.log_bucket_arn))
    error_message = "log_bucket_arn must be the ARN of an S3 bucket."
  }
}

variable "tags" {
  description = "Tags in addition to the provider's default tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
