data "aws_region" "current" {}

locals {
  # CloudFront's own policies; their ids are the same in every account.
  caching_optimized      = var.emulated ? null : "658327ea-f89d-4fab-a63d-7e88639e58f6"
  caching_disabled       = var.emulated ? null : "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer_except_host = var.emulated ? null : "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  api_paths              = var.api_origin_domain == null ? [] : var.api_paths
  without_policies       = var.emulated ? [1] : []
}

resource "aws_cloudfront_origin_access_control" "web" {
  name                              = "${var.name}-web"
  description                       = "Signs the requests of ${var.name} to its web bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "this" {
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  comment             = var.name
  default_root_object = "index.html"
  price_class         = var.price_class
  aliases             = var.aliases
  web_acl_id          = one(aws_wafv2_web_acl.this[*].arn)

  origin {
    origin_id                = "web"
    domain_name              = var.web_bucket.regional_domain_name
    origin_access_control_id = var.emulated ? null : aws_cloudfront_origin_access_control.web.id
  }

  dynamic "origin" {
    for_each = var.api_origin_domain == null ? [] : [var.api_origin_domain]

    content {
      origin_id   = "api"
      domain_name = origin.value

      custom_origin_config {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1.2"]
        # The longest that needs no quota increase: live updates are long answers.
        origin_read_timeout      = 60
        origin_keepalive_timeout = 60
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = "web"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = one(aws_cloudfront_response_headers_policy.web[*].id)

    dynamic "function_association" {
      for_each = aws_cloudfront_function.pages[*].arn

      content {
        event_type   = "viewer-request"
        function_arn = function_association.value
      }
    }

    dynamic "forwarded_values" {
      for_each = local.without_policies

      content {
        query_string = false

        cookies {
          forward = "none"
        }
      }
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.api_paths

    content {
      path_pattern             = ordered_cache_behavior.value
      target_origin_id         = "api"
      viewer_protocol_policy   = "https-only"
      allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cached_methods           = ["GET", "HEAD"]
      cache_policy_id          = local.caching_disabled
      origin_request_policy_id = local.all_viewer_except_host
      min_ttl                  = 0
      default_ttl              = 0
      max_ttl                  = 0

      dynamic "forwarded_values" {
        for_each = local.without_policies

        content {
          query_string = true
          headers      = ["Authorization", "Idempotency-Key", "Last-Event-ID"]

          cookies {
            forward = "none"
          }
        }
      }
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn            = var.certificate_arn
    cloudfront_default_certificate = var.certificate_arn == null
    minimum_protocol_version       = var.certificate_arn == null ? null : "TLSv1.2_2021"
    ssl_support_method             = var.certificate_arn != null || var.emulated ? "sni-only" : null
  }

  tags = var.tags

  lifecycle {
    precondition {
      condition     = data.aws_region.current.name == "us-east-1"
      error_message = "Everything around CloudFront lives in us-east-1: pass a provider of that region to this module."
    }
  }
}
