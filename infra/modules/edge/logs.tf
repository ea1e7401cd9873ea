resource "aws_cloudwatch_log_group" "waf" {
  count = var.waf.enabled ? 1 : 0

  # WAF refuses names that do not start like this.
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.waf.log_days
  kms_key_id        = var.waf.logs_key_arn
  tags              = var.tags
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  count = var.waf.enabled ? 1 : 0

  resource_arn            = aws_wafv2_web_acl.this[0].arn
  log_destination_configs = [aws_cloudwatch_log_group.waf[0].arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }
}

# The newer way of access logs: it needs no ACLs on the bucket.
resource "aws_cloudwatch_log_delivery_source" "access" {
  count = var.log_bucket_arn == null ? 0 : 1

  name         = "${var.name}-access"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.this.arn
  tags         = var.tags
}

resource "aws_cloudwatch_log_delivery_destination" "access" {
  count = var.log_bucket_arn == null ? 0 : 1

  name          = "${var.name}-access"
  output_format = "json"
  tags          = var.tags

  delivery_destination_configuration {
    destination_resource_arn = "${var.log_bucket_arn}/cloudfront"
  }
}

resource "aws_cloudwatch_log_delivery" "access" {
  count = var.log_bucket_arn == null ? 0 : 1

  delivery_source_name     = aws_cloudwatch_log_delivery_source.access[0].name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.access[0].arn

  s3_delivery_configuration = [{
    suffix_path                 = "{yyyy}/{MM}/{dd}"
    enable_hive_compatible_path = false
  }]

  tags = var.tags
}
