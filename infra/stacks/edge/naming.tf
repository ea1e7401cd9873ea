module "naming" {
  source = "../../modules/naming"

  environment = var.environment
  stack       = "edge"
  account_id  = data.aws_caller_identity.current.account_id
}
