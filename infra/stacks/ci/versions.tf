terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100.0"
    }
  }

  # Bucket and region come from infra/envs/<environment>/backend.hcl.
  backend "s3" {
    key          = "ci.tfstate"
    use_lockfile = true
  }
}
