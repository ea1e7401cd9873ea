environment = "staging"
region      = "eu-central-1"
emulator    = false
