environment = "prod"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    monthly_usd = 2500
  }

  retention = {
    log_days            = 90
    daily_backup_days   = 35
    monthly_backup_days = 365
    vault_lock_min_days = 30
  }

  protection = {
    vault_lock    = true
    force_destroy = false
  }

  alerting = {
    emails              = ["on-call@sprk.example"]
    errors_in_5_minutes = 10
    runbook_base_url    = "https://github.com/sprk/sprk/blob/main"
  }

  features = {
    budget = true
    backup = true
  }
}
