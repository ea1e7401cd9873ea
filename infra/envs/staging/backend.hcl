# Replace the account by your own. No "encrypt": that would ask for S3's key instead of the bucket's own.
bucket = "sprk-staging-tfstate-444455556666"
region = "eu-central-1"
