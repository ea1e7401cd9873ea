locals {
  contract = {
    plan_role_arn  = module.github_oidc.plan_role_arn
    drift_role_arn = module.github_oidc.drift_role_arn
    apply_role_arn = module.github_oidc.apply_role_arn
    runner_labels  = one(module.github_runner[*].labels)
    runner_group   = one(module.github_runner[*].group_name)
  }
}

module "contract" {
  source = "../../modules/parameter"

  name        = module.naming.contracts["ci"]
  description = "Roles and runners for the pipeline; null where an emulator lacks the service"
  contract    = local.contract
}
