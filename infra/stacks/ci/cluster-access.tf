locals {
  cluster = local.has["eks"] ? local.workloads.cluster_name : null

  # Deploying needs the whole cluster, because it brings namespaces and custom resources; looking on needs one namespace.
  entries = local.cluster != null && local.has["eks-access-entries"] ? {
    apply = { role_arn = module.github_oidc.apply_role_arn, policy = "AmazonEKSClusterAdminPolicy", namespaces = [] }
    drift = { role_arn = module.github_oidc.drift_role_arn, policy = "AmazonEKSViewPolicy", namespaces = ["sprk"] }
  } : {}
}

resource "aws_eks_access_entry" "this" {
  for_each = local.entries

  cluster_name  = local.cluster
  principal_arn = each.value.role_arn
}

resource "aws_eks_access_policy_association" "this" {
  for_each = local.entries

  cluster_name  = local.cluster
  principal_arn = aws_eks_access_entry.this[each.key].principal_arn
  policy_arn    = "arn:${local.partition}:eks::aws:cluster-access-policy/${each.value.policy}"

  access_scope {
    type       = length(each.value.namespaces) > 0 ? "namespace" : "cluster"
    namespaces = each.value.namespaces
  }
}

# The Kubernetes API is private; runners are the ones who deploy. Clusters of emulators have no security group.
resource "aws_vpc_security_group_ingress_rule" "runner_to_api" {
  count = var.settings.features.runner ? length(compact([local.workloads.cluster_security_group_id])) : 0

  security_group_id            = local.workloads.cluster_security_group_id
  referenced_security_group_id = module.github_runner[0].security_group_id
  description                  = "Runners deploy to the Kubernetes API"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
