data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id  = data.aws_caller_identity.current.account_id
  own_account = "arn:${data.aws_partition.current.partition}:iam::${local.account_id}:root"

  # Written out, so that a plan shows the policy in full.
  bus_arn = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.name}:${local.account_id}:event-bus/${var.name}"
}

resource "aws_cloudwatch_event_bus_policy" "this" {
  event_bus_name = aws_cloudwatch_event_bus.this.name
  policy         = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "PublishOwnEvents"
    actions   = ["events:PutEvents"]
    resources = [local.bus_arn]

    principals {
      type        = "AWS"
      identifiers = length(var.publisher_arns) > 0 ? var.publisher_arns : [local.own_account]
    }

    condition {
      test     = "StringEquals"
      variable = "events:source"
      values   = [var.source_name]
    }
  }
}
