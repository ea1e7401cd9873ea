environment = "local"
region      = "eu-central-1"
emulator    = true

settings = {
  sizing = {
    monthly_usd = 1
  }

  retention = {
    log_days            = 1
    daily_backup_days   = 1
    monthly_backup_days = 1
    vault_lock_min_days = 1
  }

  protection = {
    vault_lock    = false
    force_destroy = true
  }

  alerting = {
    emails              = []
    errors_in_5_minutes = 5
    runbook_base_url    = "https://github.com/sprk/sprk/blob/main"
  }

  features = {
    budget = true
    backup = true
  }
}
