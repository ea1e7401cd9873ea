environment = "local"
region      = "eu-central-1"
emulator    = true
