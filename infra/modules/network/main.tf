data "aws_region" "current" {}

locals {
  # A /16 gives each zone a private /20 and, from its upper end, a public /24.
  private_cidrs = { for index, zone in var.availability_zones : zone => cidrsubnet(var.cidr_block, 4, index) }
  public_cidrs  = { for index, zone in var.availability_zones : zone => cidrsubnet(var.cidr_block, 8, 240 + index) }

  nat_zones = {
    none   = []
    single = slice(var.availability_zones, 0, 1)
    per_az = var.availability_zones
  }[var.nat_mode]
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(var.tags, { Name = var.name })
}

# The group that things get when nobody names one: it lets nothing in and nothing out.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
  tags   = merge(var.tags, { Name = "${var.name}-closed" })
}

resource "aws_subnet" "private" {
  for_each = local.private_cidrs

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = merge(var.tags, var.private_subnet_tags, { Name = "${var.name}-private-${each.key}" })
}

resource "aws_subnet" "public" {
  for_each = local.public_cidrs

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false
  tags                    = merge(var.tags, var.public_subnet_tags, { Name = "${var.name}-public-${each.key}" })
}
