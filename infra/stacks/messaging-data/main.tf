data "aws_partition" "current" {}

# What the foundation offers: keys, and the topic for alarms.
data "aws_ssm_parameter" "foundation" {
  name = module.naming.contracts["foundation"]
}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  foundation = jsondecode(data.aws_ssm_parameter.foundation.insecure_value)

  # Both files are written from the services' code: npm run contracts.
  flow   = jsondecode(file("${path.module}/../../flow.json")).queues
  tables = jsondecode(file("${path.module}/../../tables.json"))
}
