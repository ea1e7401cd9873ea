# The endpoint of an emulator comes from AWS_ENDPOINT_URL, so that no code differs.
provider "aws" {
  region                      = var.region
  skip_credentials_validation = var.emulator
  skip_metadata_api_check     = var.emulator
  s3_use_path_style           = var.emulator

  # LocalStack forgets the tags that an alarm is made with, which would look like a change in each plan.
  default_tags {
    tags = var.emulator ? {} : module.naming.tags
  }
}

data "aws_caller_identity" "current" {}
