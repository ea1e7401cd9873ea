output "bucket_name" {
  description = "Bucket of the states, for backend.hcl."
  value       = module.bucket.bucket_name
}

output "key_arn" {
  description = "Key that encrypts the states."
  value       = module.key.key_arn
}
