module "cluster" {
  source = "../../modules/cluster"
  count  = local.has["eks"] ? 1 : 0

  name                = module.naming.prefix
  kubernetes_version  = var.settings.sizing.kubernetes_version
  subnet_ids          = local.foundation.private_subnet_ids
  public_access_cidrs = var.settings.protection.public_access_cidrs
  kms_key_arn         = module.key.key_arn
  logs_key_arn        = local.foundation.logs_key_arn
  log_retention_days  = var.settings.retention.control_plane_log_days
  node_groups         = var.settings.sizing.node_groups

  features = {
    addons         = local.has["eks-addons"]
    access_entries = local.has["eks-access-entries"]
    pod_identity   = local.pod_identity
  }

  access_entries = {
    for name, entry in var.settings.access : name => {
      principal_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/${entry.role_name}"
      policy        = entry.policy
      namespaces    = entry.namespaces
    }
  }
}

module "registry" {
  source = "../../modules/registry"
  count  = local.has["ecr"] ? 1 : 0

  prefix              = module.naming.prefix
  repositories        = keys(module.naming.roles)
  kms_key_arn         = module.key.key_arn
  keep_images         = var.settings.retention.images
  force_delete        = var.settings.protection.force_delete_images
  pull_principal_arns = { for index, cluster in module.cluster : "nodes-${index}" => cluster.node_role_arn }
}
