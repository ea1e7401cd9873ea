module "network" {
  source = "../../modules/network"

  name                = module.naming.prefix
  cidr_block          = var.settings.sizing.vpc_cidr
  availability_zones  = [for zone in var.settings.sizing.zones : "${var.region}${zone}"]
  nat_mode            = var.settings.sizing.nat_mode
  interface_endpoints = var.settings.sizing.interface_endpoints

  flow_log = {
    group_name        = "/${module.naming.prefix}/flow-logs"
    retention_in_days = var.settings.retention.flow_log_days
    kms_key_arn       = module.logs_key.key_arn
  }

  # By these the cluster finds where its load balancers belong.
  private_subnet_tags = { "kubernetes.io/role/internal-elb" = "1" }
  public_subnet_tags  = { "kubernetes.io/role/elb" = "1" }
}
