# Stands for the cluster's issuer on emulators without EKS, so that roles and policies are the same everywhere.
resource "aws_iam_openid_connect_provider" "stand_in" {
  count = local.has["eks"] ? 0 : 1

  url            = "https://oidc.${module.naming.prefix}.sprk.example"
  client_id_list = ["sts.amazonaws.com"]
}

module "identity" {
  source   = "../../modules/workload-identity"
  for_each = local.statements

  name                 = module.naming.roles[each.key]
  namespace            = "sprk"
  service_account      = each.key
  oidc_provider_arn    = local.has["eks"] ? module.cluster[0].oidc_provider_arn : aws_iam_openid_connect_provider.stand_in[0].arn
  pod_identity_cluster = local.pod_identity ? module.cluster[0].name : null
  statements           = each.value
}
