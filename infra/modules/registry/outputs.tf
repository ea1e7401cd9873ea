output "repository_urls" {
  description = "Address to push to and pull from, by image."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "repository_arns" {
  description = "ARN of the repository, by image."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.arn }
}
