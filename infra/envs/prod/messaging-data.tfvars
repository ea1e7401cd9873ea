environment = "prod"
region      = "eu-central-1"
emulator    = false

settings = {
  retention = {
    queue_days       = 7
    archive_days     = 90
    old_version_days = 90
    access_log_days  = 90
  }

  protection = {
    deletion_protection    = true
    point_in_time_recovery = true
    force_destroy          = false
    secret_recovery_days   = 30
  }

  alerting = {
    oldest_message_seconds = {
      match-requests = 60
      outcomes       = 900
      notifications  = 300
    }
  }

  features = {
    bus_key        = true
    table_policies = true
  }

  secrets = {
    internal_webhook_version = 1
    keep_previous_internal   = false
    partner_webhook_version  = 1
    deployer_role_names      = ["sprk-prod-plan", "sprk-prod-drift", "sprk-prod-apply"]
  }
}
