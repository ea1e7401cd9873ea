# The endpoint of an emulator comes from AWS_ENDPOINT_URL, so that no code differs.
provider "aws" {
  region                      = var.region
  skip_credentials_validation = var.emulator
  skip_metadata_api_check     = var.emulator
  s3_use_path_style           = var.emulator

  # As in the other stacks: emulators do not keep all tags.
  default_tags {
    tags = var.emulator ? {} : module.naming.tags
  }
}

data "aws_caller_identity" "current" {}

# CloudFront takes its certificate, web ACL and logs from us-east-1 only.
provider "aws" {
  alias                       = "us_east_1"
  region                      = "us-east-1"
  skip_credentials_validation = var.emulator
  skip_metadata_api_check     = var.emulator
  s3_use_path_style           = var.emulator

  default_tags {
    tags = var.emulator ? {} : module.naming.tags
  }
}
