locals {
  json      = jsonencode(var.contract)
  is_secure = var.type == "SecureString"
}

resource "aws_ssm_parameter" "this" {
  name        = var.name
  description = var.description
  type        = var.type
  tier        = "Standard"
  key_id      = local.is_secure ? var.kms_key_arn : null

  # Names and ARNs are no secrets: as insecure_value a plan shows what changes.
  insecure_value = local.is_secure ? null : local.json
  value          = local.is_secure ? local.json : null

  tags = var.tags

  lifecycle {
    precondition {
      condition     = length(local.json) <= 4096
      error_message = "The contract of ${var.name} is longer than the 4096 characters of a standard parameter: leave out what can be derived from names."
    }
  }
}
