environment = "local"
region      = "eu-central-1"
emulator    = true

settings = {
  retention = {
    queue_days       = 4
    archive_days     = 1
    old_version_days = 1
    access_log_days  = 1
  }

  protection = {
    deletion_protection    = false
    point_in_time_recovery = true
    force_destroy          = true
    secret_recovery_days   = 0
  }

  alerting = {
    oldest_message_seconds = {
      match-requests = 60
      outcomes       = 900
      notifications  = 300
    }
  }

  features = {
    bus_key        = false
    table_policies = false
  }

  secrets = {
    internal_webhook_version = 1
    keep_previous_internal   = false
    partner_webhook_version  = 1
    deployer_role_names      = []
  }
}
