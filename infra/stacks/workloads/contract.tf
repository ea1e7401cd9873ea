locals {
  contract = {
    cluster_name              = one(module.cluster[*].name)
    cluster_endpoint          = one(module.cluster[*].endpoint)
    cluster_security_group_id = one(module.cluster[*].security_group_id)
    node_role_arn             = one(module.cluster[*].node_role_arn)
    repository_urls           = one(module.registry[*].repository_urls)
    role_arns                 = { for service, identity in module.identity : service => identity.role_arn }
  }
}

module "contract" {
  source = "../../modules/parameter"

  name        = module.naming.contracts["workloads"]
  description = "What the workloads' stack offers deployments and the other stacks; null where an emulator lacks the service"
  contract    = local.contract
}
