# The account of LocalStack. No "encrypt": that would ask for S3's key instead of the bucket's own.
bucket                      = "sprk-local-tfstate-000000000000"
region                      = "eu-central-1"
use_path_style              = true
skip_credentials_validation = true
skip_metadata_api_check     = true
