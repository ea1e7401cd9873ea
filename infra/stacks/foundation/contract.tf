locals {
  contract = {
    alarm_topic_arn            = var.settings.alerting.topic_arn
    data_key_arn               = module.data_key.key_arn
    messaging_key_arn          = module.messaging_key.key_arn
    logs_key_arn               = module.logs_key.key_arn
    vpc_id                     = module.network.vpc_id
    vpc_cidr_block             = module.network.vpc_cidr_block
    private_subnet_ids         = module.network.private_subnet_ids
    public_subnet_ids          = module.network.public_subnet_ids
    endpoint_security_group_id = module.network.endpoint_security_group_id
  }
}

module "contract" {
  source = "../../modules/parameter"

  name        = module.naming.contracts["foundation"]
  description = "What the foundation offers the other stacks"
  contract    = local.contract
}
