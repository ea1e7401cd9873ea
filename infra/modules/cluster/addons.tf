locals {
  addons = var.features.addons ? {
    for name, version in var.addon_versions : name => version
    if name != "eks-pod-identity-agent" || var.features.pod_identity
  } : {}

  # CoreDNS needs nodes to become active; nodes need the network add-on to become ready.
  after_nodes = ["coredns"]
}

resource "aws_eks_addon" "before_nodes" {
  for_each = { for name, version in local.addons : name => version if !contains(local.after_nodes, name) }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value
  service_account_role_arn    = each.key == "vpc-cni" ? aws_iam_role.cni[0].arn : null
  configuration_values        = each.key == "vpc-cni" ? jsonencode({ enableNetworkPolicy = "true" }) : null
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
  tags                        = var.tags

  depends_on = [aws_iam_role_policy_attachment.cni]
}

resource "aws_eks_addon" "after_nodes" {
  for_each = { for name, version in local.addons : name => version if contains(local.after_nodes, name) }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
  tags                        = var.tags

  depends_on = [aws_eks_node_group.this]
}
