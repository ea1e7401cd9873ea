output "distribution_id" {
  description = "Id of the distribution, for invalidations and metrics."
  value       = aws_cloudfront_distribution.this.id
}

output "distribution_arn" {
  description = "ARN of the distribution."
  value       = aws_cloudfront_distribution.this.arn
}

output "domain_name" {
  description = "CloudFront's own host name; aliases point here."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "web_acl_arn" {
  description = "ARN of the web ACL, or null without one."
  value       = one(aws_wafv2_web_acl.this[*].arn)
}

output "web_bucket_policy_json" {
  description = "Statement for the web bucket's policy: this distribution may read objects."
  value       = data.aws_iam_policy_document.web_bucket.json
}
