data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account        = data.aws_caller_identity.current.account_id
  iam            = "arn:${data.aws_partition.current.partition}:iam::${local.account}"
  managed_policy = "arn:${data.aws_partition.current.partition}:iam::aws:policy"
  issuer         = "token.actions.githubusercontent.com"
  provider_arn   = "${local.iam}:oidc-provider/${local.issuer}"

  # Who may become which role: the subject in the token that GitHub signs for a job.
  subjects = {
    plan  = "repo:${var.repository}:pull_request"
    drift = "repo:${var.repository}:ref:refs/heads/main"
    apply = "repo:${var.repository}:environment:${var.environment}"
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_provider ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
  tags           = var.tags
}

data "aws_iam_policy_document" "trust" {
  for_each = local.subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.subjects

  name                 = "${var.name}-${each.key}"
  description          = "For workflows with the subject ${each.value}"
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  permissions_boundary = aws_iam_policy.boundary.arn
  max_session_duration = each.key == "apply" ? var.session_seconds : 3600
  tags                 = var.tags

  depends_on = [aws_iam_openid_connect_provider.github]
}
