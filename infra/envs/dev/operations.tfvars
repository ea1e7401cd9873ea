environment = "dev"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    monthly_usd = 300
  }

  retention = {
    log_days            = 7
    daily_backup_days   = 7
    monthly_backup_days = 35
    vault_lock_min_days = 7
  }

  protection = {
    vault_lock    = false
    force_destroy = false
  }

  alerting = {
    emails              = ["platform@sprk.example"]
    errors_in_5_minutes = 20
    runbook_base_url    = "https://github.com/sprk/sprk/blob/main"
  }

  features = {
    budget = true
    backup = true
  }
}
