# The endpoint of an emulator comes from AWS_ENDPOINT_URL, so that no code differs.
provider "aws" {
  region                      = var.region
  skip_credentials_validation = var.emulator
  skip_metadata_api_check     = var.emulator
  s3_use_path_style           = var.emulator

  default_tags {
    tags = module.naming.tags
  }
}

data "aws_caller_identity" "current" {}
