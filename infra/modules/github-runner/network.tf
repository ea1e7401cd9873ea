resource "aws_security_group" "this" {
  name        = var.name
  description = "Runners: nothing comes in, HTTPS goes out"
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, { Name = var.name })
}

# GitHub, its artefact stores and package registries have no fixed addresses.
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "HTTPS to GitHub, registries and AWS"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
  tags              = var.tags
}
