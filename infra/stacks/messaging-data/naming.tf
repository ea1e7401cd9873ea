module "naming" {
  source = "../../modules/naming"

  environment = var.environment
  stack       = "messaging-data"
  data_class  = "personal"
  account_id  = data.aws_caller_identity.current.account_id
}
