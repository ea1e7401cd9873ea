locals {
  contract = {
    web_bucket      = module.web_bucket.bucket_name
    distribution_id = one(module.edge[*].distribution_id)
    domain_name     = one(module.edge[*].domain_name)
    host            = var.settings.domain.host
  }
}

module "contract" {
  source = "../../modules/parameter"

  name        = module.naming.contracts["edge"]
  description = "What the edge offers deployments of the web application; null where an emulator lacks CloudFront"
  contract    = local.contract
}
