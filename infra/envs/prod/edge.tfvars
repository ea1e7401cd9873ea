environment = "prod"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    price_class                   = "PriceClass_100"
    requests_per_address_in_5_min = 2000
  }

  retention = {
    old_version_days = 90
    waf_log_days     = 90
  }

  protection = {
    force_destroy     = false
    key_deletion_days = 30
  }

  # The host needs an ACM certificate in us-east-1, the origin one at the cluster's load balancer.
  domain = {
    host       = "sprk.example"
    api_origin = "api-origin.sprk.example"
  }

  features = {
    web_acl     = true
    access_logs = true
  }
}
