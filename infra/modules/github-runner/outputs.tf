output "group_name" {
  description = "Name of the Auto Scaling group, or null without one; setting its sizes to 0 stops all runners."
  value       = one(aws_autoscaling_group.this[*].name)
}

output "security_group_id" {
  description = "Security group of the runners, for rules that let them in elsewhere."
  value       = aws_security_group.this.id
}

output "role_arn" {
  description = "Role of the instances."
  value       = aws_iam_role.this.arn
}

output "parameter_name" {
  description = "Parameter that the GitHub App's credentials are put into."
  value       = aws_ssm_parameter.github_app.name
}

output "labels" {
  description = "Labels for runs-on."
  value       = concat(["self-hosted"], var.labels)
}
