environment = "staging"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    monthly_usd = 600
  }

  retention = {
    log_days            = 14
    daily_backup_days   = 14
    monthly_backup_days = 35
    vault_lock_min_days = 7
  }

  protection = {
    vault_lock    = false
    force_destroy = false
  }

  alerting = {
    emails              = ["platform@sprk.example"]
    errors_in_5_minutes = 10
    runbook_base_url    = "https://github.com/sprk/sprk/blob/main"
  }

  features = {
    budget = true
    backup = true
  }
}
