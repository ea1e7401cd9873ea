environment = "staging"
region      = "eu-central-1"
emulator    = false

settings = {
  github = {
    repository      = "sprk/sprk"
    create_provider = true
  }

  sizing = {
    instance_type = "m7g.large"
    max_runners   = 2
    floors = {
      morning = { cron = "0 7 * * MON-FRI", size = 1 }
      evening = { cron = "0 19 * * MON-FRI", size = 0 }
    }
  }

  retention = {
    log_days = 14
  }

  runner_release = {
    version = "2.331.0"
    sha256  = "f5863a211241436186723159a111f352f25d5d22711639761ea24c98caef1a9a"
  }

  features = {
    runner = true
  }
}
