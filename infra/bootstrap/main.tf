module "key" {
  source = "../modules/kms"

  alias        = module.naming.key_aliases["tfstate"]
  description  = "Terraform states of ${var.environment}"
  via_services = ["s3"]
}

module "bucket" {
  source = "../modules/bucket"

  name           = module.naming.buckets["tfstate"]
  environment    = var.environment
  force_destroy  = var.environment == "local"
  kms_key_arn    = module.key.key_arn
  lifecycle_days = { old_versions = 365 }
}
