data "aws_partition" "current" {}

data "aws_ssm_parameter" "messaging" {
  name = module.naming.contracts["messaging-data"]
}

locals {
  messaging = jsondecode(data.aws_ssm_parameter.messaging.insecure_value)

  # What this stack may make: on AWS everything, on an emulator what it carries.
  has = {
    for family in ["cloudfront", "log-delivery", "wafv2"] :
    family => var.emulator_capabilities == null ? true : contains(var.emulator_capabilities, family)
  }
  web_acl = local.has["cloudfront"] && local.has["wafv2"] && var.settings.features.web_acl
}

module "web_bucket" {
  source = "../../modules/bucket"

  name             = module.naming.buckets["web"]
  environment      = var.environment
  force_destroy    = var.settings.protection.force_destroy
  log_bucket       = { name = local.messaging.log_bucket }
  lifecycle_days   = { old_versions = var.settings.retention.old_version_days }
  policy_documents = module.edge[*].web_bucket_policy_json
}

# Asked for and confirmed once by hand, because the domain belongs to somebody.
data "aws_acm_certificate" "this" {
  count    = var.settings.domain.host == null ? 0 : 1
  provider = aws.us_east_1

  domain      = var.settings.domain.host
  statuses    = ["ISSUED"]
  most_recent = true
}

# Keys do not cross regions, and the log of the web ACL is in us-east-1.
module "key" {
  source = "../../modules/kms"
  count  = local.web_acl ? 1 : 0

  providers = {
    aws = aws.us_east_1
  }

  alias                   = "alias/${module.naming.prefix}-edge"
  description             = "Log of the web ACL of ${var.environment}"
  deletion_window_in_days = var.settings.protection.key_deletion_days
  via_services            = ["logs"]
  log_group_arns          = ["arn:${data.aws_partition.current.partition}:logs:us-east-1:${data.aws_caller_identity.current.account_id}:log-group:aws-waf-logs-${module.naming.prefix}"]
}

module "edge" {
  source = "../../modules/edge"
  count  = local.has["cloudfront"] ? 1 : 0

  providers = {
    aws = aws.us_east_1
  }

  name = module.naming.prefix

  web_bucket = {
    arn                  = module.web_bucket.bucket_arn
    regional_domain_name = module.web_bucket.bucket_regional_domain_name
  }

  api_origin_domain = var.settings.domain.api_origin
  aliases           = var.settings.domain.host == null ? [] : [var.settings.domain.host]
  certificate_arn   = one(data.aws_acm_certificate.this[*].arn)
  price_class       = var.settings.sizing.price_class
  emulated          = var.emulator
  log_bucket_arn    = local.has["log-delivery"] && var.settings.features.access_logs ? local.messaging.log_bucket_arn : null

  waf = {
    enabled      = local.web_acl
    rate_limit   = var.settings.sizing.requests_per_address_in_5_min
    log_days     = var.settings.retention.waf_log_days
    logs_key_arn = one(module.key[*].key_arn)
  }
}
