# What no workflow can do, whatever its role allows.
data "aws_iam_policy_document" "boundary" {
  statement {
    sid       = "WhatTheRoleAllows"
    actions   = ["*"]
    resources = ["*"]
  }

  statement {
    sid    = "NoLastingIdentities"
    effect = "Deny"
    actions = [
      "iam:CreateAccessKey",
      "iam:CreateGroup",
      "iam:CreateLoginProfile",
      "iam:CreateSAMLProvider",
      "iam:CreateUser",
      "iam:PutUserPolicy",
      "iam:UpdateLoginProfile",
      "sso:*",
    ]
    resources = ["*"]
  }

  statement {
    sid    = "NotItsOwnLimits"
    effect = "Deny"
    actions = [
      "iam:Add*",
      "iam:Attach*",
      "iam:Create*",
      "iam:Delete*",
      "iam:Detach*",
      "iam:PassRole",
      "iam:Put*",
      "iam:Remove*",
      "iam:Set*",
      "iam:Tag*",
      "iam:Untag*",
      "iam:Update*",
    ]
    resources = concat(
      [for role in keys(local.subjects) : "${local.iam}:role/${var.name}-${role}"],
      ["${local.iam}:policy/${var.name}-boundary", local.provider_arn],
    )
  }

  statement {
    sid       = "NoAdministrators"
    effect    = "Deny"
    actions   = ["iam:AttachRolePolicy"]
    resources = ["*"]

    condition {
      test     = "ArnLike"
      variable = "iam:PolicyARN"
      values = [
        "${local.managed_policy}/*Administrator*",
        "${local.managed_policy}/IAMFullAccess",
        "${local.managed_policy}/PowerUserAccess",
      ]
    }
  }

  statement {
    sid    = "NotTheAccountAndItsRecords"
    effect = "Deny"
    actions = [
      "account:*",
      "cloudtrail:DeleteTrail",
      "cloudtrail:StopLogging",
      "cloudtrail:UpdateTrail",
      "config:DeleteConfigurationRecorder",
      "config:StopConfigurationRecorder",
      "guardduty:DeleteDetector",
      "guardduty:UpdateDetector",
      "organizations:*",
    ]
    resources = ["*"]
  }

  statement {
    sid    = "NoOtherRegion"
    effect = "Deny"
    # Services that have one region for the whole world.
    not_actions = ["budgets:*", "ce:*", "cloudfront:*", "iam:*", "route53:*", "sts:*", "support:*"]
    resources   = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = var.regions
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "${var.name}-boundary"
  description = "Outer limit of the roles that workflows assume"
  policy      = data.aws_iam_policy_document.boundary.json
  tags        = var.tags
}
