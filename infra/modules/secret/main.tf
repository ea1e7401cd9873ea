resource "aws_secretsmanager_secret" "this" {
  name                    = var.name
  description             = var.description
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.recovery_window_in_days
  tags                    = var.tags
}

# Ephemeral and write-only: the value is in neither the plan nor the state.
resource "aws_secretsmanager_secret_version" "this" {
  count = var.value_version > 0 ? 1 : 0

  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = local.secret_string
  secret_string_wo_version = var.value_version

  # While it is replaced, the value before is read, and so must still be there.
  lifecycle {
    create_before_destroy = true
  }
}
