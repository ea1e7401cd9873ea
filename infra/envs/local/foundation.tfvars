environment = "local"
region      = "eu-central-1"
emulator    = true

settings = {
  sizing = {
    vpc_cidr            = "10.10.0.0/16"
    zones               = ["a", "b"]
    nat_mode            = "none"
    interface_endpoints = ["sqs", "events", "secretsmanager", "kms", "ecr.api", "ecr.dkr", "sts", "logs"]
  }

  retention = {
    flow_log_days = 1
  }

  protection = {
    key_deletion_days = 7
  }

  alerting = {
    topic_arn = null
  }
}
