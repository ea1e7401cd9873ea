# {"appId":"…","installationId":"…","privateKey":"-----BEGIN RSA PRIVATE KEY-----…"}
# Terraform makes it empty and never reads it; a person puts the value in.
resource "aws_ssm_parameter" "github_app" {
  name             = var.parameter_name
  description      = "Credentials of the GitHub App that registers runners of ${var.repository}; set by hand, see the module's README"
  type             = "SecureString"
  key_id           = var.kms_key_arn
  value_wo         = "{}"
  value_wo_version = 1
  tags             = var.tags
}
