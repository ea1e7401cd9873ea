module "naming" {
  source = "../modules/naming"

  environment = var.environment
  stack       = "bootstrap"
  account_id  = data.aws_caller_identity.current.account_id
}
