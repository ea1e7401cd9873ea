environment = "staging"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    vpc_cidr            = "10.30.0.0/16"
    zones               = ["a", "b", "c"]
    nat_mode            = "single"
    interface_endpoints = ["sqs", "events", "secretsmanager", "kms", "ecr.api", "ecr.dkr", "sts", "logs"]
  }

  retention = {
    flow_log_days = 14
  }

  protection = {
    key_deletion_days = 14
  }

  alerting = {
    topic_arn = null
  }
}
