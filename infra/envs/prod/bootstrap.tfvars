environment = "prod"
region      = "eu-central-1"
emulator    = false
