mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }
}

variables {
  name = "sprk-dev"
  web_bucket = {
    arn                  = "arn:aws:s3:::sprk-dev-web-111122223333"
    regional_domain_name = "sprk-dev-web-111122223333.s3.eu-central-1.amazonaws.com"
  }
  api_origin_domain = "api-origin.dev.sprk.example"
  aliases           = ["dev.sprk.example"]
  certificate_arn   = "arn:aws:acm:us-east-1:111122223333:certificate/1"
  log_bucket_arn    = "arn:aws:s3:::sprk-dev-logs-111122223333"
}

run "serves_over_modern_tls_only" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021" && aws_cloudfront_distribution.this.viewer_certificate[0].ssl_support_method == "sni-only"
    error_message = "Viewers need TLS 1.2 or newer."
  }

  assert {
    condition     = one([for o in aws_cloudfront_distribution.this.origin : o if o.origin_id == "api"]).custom_origin_config[0].origin_protocol_policy == "https-only"
    error_message = "CloudFront must speak TLS with the backend."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "Pages over plain HTTP are redirected."
  }
}

run "sends_api_paths_to_the_backend_uncached" {
  command = plan

  assert {
    condition     = [for b in aws_cloudfront_distribution.this.ordered_cache_behavior : b.path_pattern] == ["/v1/*", "/docs*", "/openapi.json"]
    error_message = "Every API path needs a behaviour."
  }

  assert {
    condition     = alltrue([for b in aws_cloudfront_distribution.this.ordered_cache_behavior : b.target_origin_id == "api" && b.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && b.viewer_protocol_policy == "https-only"])
    error_message = "Answers of the API must never be cached, and tokens never travel over plain HTTP."
  }
}

run "reads_the_bucket_with_signed_requests" {
  command = plan

  assert {
    condition     = aws_cloudfront_origin_access_control.web.signing_behavior == "always" && data.aws_iam_policy_document.web_bucket.statement[0].actions == toset(["s3:GetObject"])
    error_message = "The bucket stays private: signed requests, reading only."
  }
}

run "sends_security_headers" {
  command = plan

  assert {
    condition     = aws_cloudfront_response_headers_policy.web[0].security_headers_config[0].strict_transport_security[0].access_control_max_age_sec >= 31536000
    error_message = "HSTS must hold for a year or more."
  }

  assert {
    condition     = strcontains(aws_cloudfront_response_headers_policy.web[0].security_headers_config[0].content_security_policy[0].content_security_policy, "default-src 'none'")
    error_message = "The content security policy must start from nothing."
  }
}

run "stands_behind_a_web_acl" {
  command = plan

  assert {
    condition     = aws_wafv2_web_acl.this[0].scope == "CLOUDFRONT" && length(aws_wafv2_web_acl.this[0].rule) == 4
    error_message = "The web ACL needs the rate rule and three managed rule groups."
  }

  assert {
    condition     = one([for f in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : f.single_header[0].name]) == "authorization"
    error_message = "Tokens must not stand in the logs."
  }
}

run "logs_without_bucket_acls" {
  command = plan

  assert {
    condition     = length(aws_cloudfront_distribution.this.logging_config) == 0 && aws_cloudwatch_log_delivery_source.access[0].log_type == "ACCESS_LOGS"
    error_message = "Access logs go by log delivery."
  }
}

run "does_without_what_emulators_lack" {
  command = plan

  variables {
    emulated        = true
    waf             = { enabled = false }
    log_bucket_arn  = null
    aliases         = []
    certificate_arn = null
  }

  assert {
    condition     = length(aws_cloudfront_response_headers_policy.web) + length(aws_cloudfront_function.pages) + length(aws_wafv2_web_acl.this) + length(aws_cloudwatch_log_delivery.access) == 0
    error_message = "A feature that is off must leave nothing behind."
  }

  assert {
    condition     = alltrue([for b in aws_cloudfront_distribution.this.ordered_cache_behavior : b.max_ttl == 0 && contains(b.forwarded_values[0].headers, "Authorization")])
    error_message = "Also without policies the API is not cached and gets its token."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].cloudfront_default_certificate
    error_message = "Without a certificate CloudFront's own is used."
  }
}

run "serves_the_web_alone_without_an_api_origin" {
  command = plan
  variables { api_origin_domain = null }

  assert {
    condition     = length(aws_cloudfront_distribution.this.origin) == 1 && length(aws_cloudfront_distribution.this.ordered_cache_behavior) == 0
    error_message = "No origin, no API behaviour."
  }
}

run "refuses_a_provider_of_another_region" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { name = "eu-central-1" }
  }

  expect_failures = [aws_cloudfront_distribution.this]
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "Edge" }
  expect_failures = [var.name]
}

run "refuses_an_origin_with_a_scheme" {
  command = plan
  variables { api_origin_domain = "https://api.example" }
  expect_failures = [var.api_origin_domain]
}

run "refuses_an_api_path_that_takes_everything" {
  command = plan
  variables { api_paths = ["/*"] }
  expect_failures = [var.api_paths]
}

run "refuses_a_certificate_of_another_region" {
  command = plan
  variables { certificate_arn = "arn:aws:acm:eu-central-1:111122223333:certificate/1" }
  expect_failures = [var.certificate_arn]
}

run "refuses_aliases_without_a_certificate" {
  command = plan
  variables { certificate_arn = null }
  expect_failures = [var.certificate_arn]
}

run "refuses_an_unknown_price_class" {
  command = plan
  variables { price_class = "PriceClass_300" }
  expect_failures = [var.price_class]
}

run "refuses_a_rate_limit_that_waf_does_not_take" {
  command = plan
  variables { waf = { rate_limit = 10 } }
  expect_failures = [var.waf]
}

run "refuses_a_key_of_another_region" {
  command = plan
  variables { waf = { logs_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/logs" } }
  expect_failures = [var.waf]
}

run "encrypts_the_log_of_the_web_acl" {
  command = plan
  variables { waf = { logs_key_arn = "arn:aws:kms:us-east-1:111122223333:key/edge" } }

  assert {
    condition     = aws_cloudwatch_log_group.waf[0].kms_key_id == var.waf.logs_key_arn
    error_message = "The log of the web ACL must have our key."
  }
}

run "refuses_a_log_retention_that_cloudwatch_does_not_know" {
  command = plan
  variables { waf = { log_days = 13 } }
  expect_failures = [var.waf]
}

run "refuses_an_unsafe_content_security_policy" {
  command = plan
  variables { content_security_policy = "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'" }
  expect_failures = [var.content_security_policy]
}

run "refuses_a_log_bucket_that_is_no_arn" {
  command = plan
  variables { log_bucket_arn = "sprk-dev-logs" }
  expect_failures = [var.log_bucket_arn]
}
