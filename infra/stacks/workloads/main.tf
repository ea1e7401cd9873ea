data "aws_partition" "current" {}

data "aws_ssm_parameter" "contract" {
  for_each = toset(["foundation", "messaging-data"])

  name = module.naming.contracts[each.key]
}

locals {
  foundation = jsondecode(data.aws_ssm_parameter.contract["foundation"].insecure_value)
  messaging  = jsondecode(data.aws_ssm_parameter.contract["messaging-data"].insecure_value)

  # What this stack may make: on AWS everything, on an emulator what it carries.
  has = {
    for family in ["ecr", "eks", "eks-addons", "eks-access-entries", "eks-pod-identity"] :
    family => var.emulator_capabilities == null ? true : contains(var.emulator_capabilities, family)
  }
  pod_identity = local.has["eks"] && local.has["eks-pod-identity"] && var.settings.features.pod_identity
}

module "key" {
  source = "../../modules/kms"

  alias                   = "alias/${module.naming.prefix}-workloads"
  description             = "Images and Kubernetes secrets of ${var.environment}"
  deletion_window_in_days = var.settings.protection.key_deletion_days
  via_services            = ["ecr", "eks"]
}
