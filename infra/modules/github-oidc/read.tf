locals {
  readers  = toset(["plan", "drift"])
  all_keys = "arn:${data.aws_partition.current.partition}:kms:*:${local.account}:key/*"
}

data "aws_iam_policy_document" "read" {
  for_each = local.readers

  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = [var.state_bucket_arn, "${var.state_bucket_arn}/*"]
  }

  statement {
    sid       = "DecryptState"
    actions   = ["kms:Decrypt"]
    resources = [local.all_keys]

    condition {
      test     = "ForAnyValue:StringEquals"
      variable = "kms:ResourceAliases"
      values   = [var.state_key_alias]
    }
  }

  # Data of partners and lots is nobody's business in a plan.
  statement {
    sid    = "NoData"
    effect = "Deny"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:GetRecords",
      "dynamodb:PartiQL*",
      "dynamodb:Query",
      "dynamodb:Scan",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:StartQuery",
      "sqs:ReceiveMessage",
    ]
    resources = ["*"]
  }

  statement {
    sid           = "NoObjects"
    effect        = "Deny"
    actions       = ["s3:GetObject*"]
    not_resources = ["${var.state_bucket_arn}/*"]
  }

  # Refreshing the version of a secret reads it. Code of a pull request must not; what is on main may.
  dynamic "statement" {
    for_each = each.key == "plan" ? [1] : []

    content {
      sid       = "NoSecrets"
      effect    = "Deny"
      actions   = ["kms:Decrypt"]
      resources = ["*"]

      # Also true of a key without any alias.
      condition {
        test     = "ForAllValues:StringNotEquals"
        variable = "kms:ResourceAliases"
        values   = [var.state_key_alias]
      }
    }
  }

  dynamic "statement" {
    for_each = each.key == "drift" ? [1] : []

    content {
      sid       = "ReadSecretsOfThisEnvironment"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = ["arn:${data.aws_partition.current.partition}:secretsmanager:*:${local.account}:secret:${var.secret_path}/*"]
    }
  }

  dynamic "statement" {
    for_each = each.key == "drift" ? [1] : []

    content {
      sid       = "DecryptSecretsAndParameters"
      actions   = ["kms:Decrypt"]
      resources = [local.all_keys]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["secretsmanager.*.amazonaws.com", "ssm.*.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role_policy" "read" {
  for_each = local.readers

  name   = "read"
  role   = aws_iam_role.this[each.key].id
  policy = data.aws_iam_policy_document.read[each.key].json
}

resource "aws_iam_role_policy_attachment" "read" {
  for_each = local.readers

  role       = aws_iam_role.this[each.key].name
  policy_arn = "${local.managed_policy}/ReadOnlyAccess"
}
