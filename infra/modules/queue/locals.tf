data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  arn_prefix = "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.name}:${local.account_id}"
  has_queue  = var.kind == "queue"

  # ARNs written out: the policies are part of the queues, and a plan shows them in full.
  arns = merge(
    { dead_letter = "${local.arn_prefix}:${var.dead_letter_name}" },
    { for name in compact([var.name]) : "queue" => "${local.arn_prefix}:${name}" },
  )

  # Rules deliver to the queue, or to the dead letter queue where that stands alone.
  entry = local.has_queue ? "queue" : "dead_letter"

  # No other queue may use the dead letter queue; one that stands alone serves no queue at all.
  redrive_allow_policy = jsonencode(merge(
    { redrivePermission = local.has_queue ? "byQueue" : "denyAll" },
    { for key, arn in local.arns : "sourceQueueArns" => [arn] if key == "queue" },
  ))
}
