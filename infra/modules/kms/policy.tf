data "aws_iam_policy_document" "this" {
  source_policy_documents = [
    data.aws_iam_policy_document.account.json,
    data.aws_iam_policy_document.services.json,
  ]
}

data "aws_iam_policy_document" "account" {
  # Without this statement nobody could change the policy again. It gives no use of the key.
  statement {
    sid = "AdministerByAccount"
    actions = [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListAliases",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListKeyRotations",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:RotateKeyOnDemand",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [local.root_arn]
    }
  }

  # Roles of the account may use the key where their own policies say so, and only by way of these services.
  dynamic "statement" {
    for_each = length(var.via_services) > 0 ? ["UseThroughServices"] : []

    content {
      sid       = statement.value
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = [local.root_arn]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [for service in var.via_services : "${service}.${local.region}.amazonaws.com"]
      }
    }
  }

  # DynamoDB and others hold the key by a grant, made in the name of whoever creates the table.
  dynamic "statement" {
    for_each = length(var.via_services) > 0 ? ["GrantToServices"] : []

    content {
      sid       = statement.value
      actions   = ["kms:CreateGrant"]
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = [local.root_arn]
      }

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [for service in var.via_services : "${service}.${local.region}.amazonaws.com"]
      }
    }
  }
}
