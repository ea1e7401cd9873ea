environment = "dev"
region      = "eu-central-1"
emulator    = false

settings = {
  retention = {
    queue_days       = 4
    archive_days     = 7
    old_version_days = 14
    access_log_days  = 7
  }

  protection = {
    deletion_protection    = true
    point_in_time_recovery = true
    force_destroy          = false
    secret_recovery_days   = 7
  }

  alerting = {
    oldest_message_seconds = {
      match-requests = 120
      outcomes       = 1800
      notifications  = 600
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
    deployer_role_names      = ["sprk-dev-plan", "sprk-dev-drift", "sprk-dev-apply"]
  }
}
