environment = "prod"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    vpc_cidr            = "10.40.0.0/16"
    zones               = ["a", "b", "c"]
    nat_mode            = "per_az"
    interface_endpoints = ["sqs", "events", "secretsmanager", "kms", "ecr.api", "ecr.dkr", "sts", "logs"]
  }

  retention = {
    flow_log_days = 90
  }

  protection = {
    key_deletion_days = 30
  }

  alerting = {
    topic_arn = null
  }
}
