environment = "local"
region      = "eu-central-1"
emulator    = true

settings = {
  sizing = {
    price_class                   = "PriceClass_100"
    requests_per_address_in_5_min = 2000
  }

  retention = {
    old_version_days = 1
    waf_log_days     = 1
  }

  protection = {
    force_destroy     = true
    key_deletion_days = 7
  }

  # The host needs an ACM certificate in us-east-1, the origin one at the cluster's load balancer.
  domain = {
    host       = null
    api_origin = "api-origin.local.sprk.example"
  }

  features = {
    web_acl     = true
    access_logs = true
  }
}
