locals {
  prefix = "${var.project}-${var.environment}"

  tables  = ["lots", "partners", "events", "operations", "learning"]
  queues  = ["match-requests", "outcomes", "notifications"]
  buckets = ["weights", "web", "logs", "tfstate"]
  keys    = ["data", "messaging", "logs", "tfstate"]
  secrets = ["internal-webhook", "partner-webhook"]
  roles   = ["backend", "matcher", "cruncher"]
  stacks  = ["bootstrap", "foundation", "messaging-data", "workloads", "edge", "operations", "ci"]
}
