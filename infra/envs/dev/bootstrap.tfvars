environment = "dev"
region      = "eu-central-1"
emulator    = false
