output "provider_arn" {
  description = "ARN of GitHub's OIDC provider."
  value       = local.provider_arn
}

output "plan_role_arn" {
  description = "Role for plans of pull requests: reads configuration and state, no secrets and no data."
  value       = aws_iam_role.this["plan"].arn
}

output "drift_role_arn" {
  description = "Role for nightly plans of main: as plan, and may refresh secrets."
  value       = aws_iam_role.this["drift"].arn
}

output "apply_role_arn" {
  description = "Role to apply with, for jobs of the GitHub environment."
  value       = aws_iam_role.this["apply"].arn
}

output "boundary_arn" {
  description = "Permission boundary of all these roles."
  value       = aws_iam_policy.boundary.arn
}
