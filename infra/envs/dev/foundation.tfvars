environment = "dev"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    vpc_cidr            = "10.20.0.0/16"
    zones               = ["a", "b"]
    nat_mode            = "single"
    interface_endpoints = ["sqs", "secretsmanager", "ecr.api", "ecr.dkr"]
  }

  retention = {
    flow_log_days = 7
  }

  protection = {
    key_deletion_days = 7
  }

  alerting = {
    topic_arn = null
  }
}
