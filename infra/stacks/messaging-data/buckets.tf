locals {
  logged_buckets = [for name in ["weights", "web"] : "arn:${local.partition}:s3:::${module.naming.buckets[name]}"]
}

module "log_bucket" {
  source = "../../modules/bucket"

  name             = module.naming.buckets["logs"]
  environment      = var.environment
  force_destroy    = var.settings.protection.force_destroy
  access_logs_from = local.logged_buckets
  policy_documents = [data.aws_iam_policy_document.distribution_logs.json]

  lifecycle_days = {
    old_versions = 1
    objects      = var.settings.retention.access_log_days
  }
}

# The edge's distribution hands its access logs to CloudWatch's delivery, which lives in us-east-1.
data "aws_iam_policy_document" "distribution_logs" {
  statement {
    sid       = "TakeDistributionLogs"
    actions   = ["s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${module.naming.buckets["logs"]}/cloudfront/*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:logs:us-east-1:${local.account_id}:delivery-source:${module.naming.prefix}*"]
    }
  }
}

module "weights_bucket" {
  source = "../../modules/bucket"

  name           = module.naming.buckets["weights"]
  environment    = var.environment
  force_destroy  = var.settings.protection.force_destroy
  kms_key_arn    = local.foundation.data_key_arn
  log_bucket     = { name = module.log_bucket.bucket_name }
  lifecycle_days = { old_versions = var.settings.retention.old_version_days }
}
