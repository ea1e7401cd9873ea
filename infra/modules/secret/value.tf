# 43 letters and digits carry 256 bits.
ephemeral "aws_secretsmanager_random_password" "this" {
  count = var.value_version > 0 ? 1 : 0

  password_length     = 43
  exclude_punctuation = true
  include_space       = false
}

ephemeral "aws_secretsmanager_secret_version" "previous" {
  count = var.keep_previous ? 1 : 0

  secret_id = aws_secretsmanager_secret.this.id
}

locals {
  random = one(ephemeral.aws_secretsmanager_random_password.this[*].random_password)

  # The new one first: it is the one that every reader will have in the end.
  webhook_secrets = concat(
    [for random in compact([local.random]) : "whsec_${base64encode(random)}"],
    [for version in ephemeral.aws_secretsmanager_secret_version.previous : jsondecode(version.secret_string).secrets[0]],
  )

  secret_string = var.kind == "webhook" ? jsonencode({ secrets = local.webhook_secrets }) : local.random
}
