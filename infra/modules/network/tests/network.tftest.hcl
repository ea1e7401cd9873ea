mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_region" {
    defaults = {
      name = "eu-central-1"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }
}

variables {
  name               = "sprk-dev"
  cidr_block         = "10.20.0.0/16"
  availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  flow_log = {
    group_name        = "/sprk/dev/flow-logs"
    retention_in_days = 30
    kms_key_arn       = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  }
}

run "spreads_private_and_public_subnets_over_the_zones" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == { "eu-central-1a" = "10.20.0.0/20", "eu-central-1b" = "10.20.16.0/20", "eu-central-1c" = "10.20.32.0/20" }
    error_message = "Each zone needs its own private /20."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.public : zone => subnet.cidr_block } == { "eu-central-1a" = "10.20.240.0/24", "eu-central-1b" = "10.20.241.0/24", "eu-central-1c" = "10.20.242.0/24" }
    error_message = "Each zone needs its own public /24."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "Nothing gets a public address just by being started."
  }
}

run "gives_each_zone_a_nat_gateway_by_default" {
  command = plan

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(aws_route.nat) == 3
    error_message = "Three zones need three NAT gateways and three routes."
  }
}

run "shares_one_nat_gateway_when_told" {
  command = plan

  variables {
    nat_mode = "single"
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["eu-central-1a"] && length(aws_route.nat) == 3
    error_message = "All zones go through the gateway of the first."
  }
}

run "leaves_private_subnets_without_a_way_out_when_told" {
  command = plan

  variables {
    nat_mode = "none"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_route.nat) == 0 && length(aws_eip.nat) == 0
    error_message = "Without NAT there must be no gateway, route or address."
  }
}

run "keeps_aws_traffic_inside" {
  command = plan

  assert {
    condition     = keys(aws_vpc_endpoint.gateway) == ["dynamodb", "s3"]
    error_message = "S3 and DynamoDB are reached by gateway endpoints."
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 8 && alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "Eight services are reached by interface endpoints under their usual names."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.endpoints.from_port == 443 &&
      aws_vpc_security_group_ingress_rule.endpoints.to_port == 443 &&
      aws_vpc_security_group_ingress_rule.endpoints.cidr_ipv4 == "10.20.0.0/16"
    )
    error_message = "Endpoints take HTTPS from the VPC, nothing else."
  }
}

run "logs_all_traffic_encrypted" {
  command = plan

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_cloudwatch_log_group.flow.kms_key_id == var.flow_log.kms_key_arn && aws_cloudwatch_log_group.flow.retention_in_days == 30
    error_message = "Flow logs must cover all traffic, be encrypted with the given key and be kept for the given time."
  }

  assert {
    condition     = toset([for condition in data.aws_iam_policy_document.flow_trust.statement[0].condition : condition.variable]) == toset(["aws:SourceAccount", "aws:SourceArn"])
    error_message = "The role must serve flow logs of this account only."
  }
}

run "refuses_a_range_of_another_size" {
  command = plan

  variables {
    cidr_block = "10.20.0.0/20"
  }

  expect_failures = [var.cidr_block]
}

run "refuses_a_single_zone" {
  command = plan

  variables {
    availability_zones = ["eu-central-1a"]
  }

  expect_failures = [var.availability_zones]
}

run "refuses_an_unknown_nat_mode" {
  command = plan

  variables {
    nat_mode = "two"
  }

  expect_failures = [var.nat_mode]
}

run "refuses_an_interface_endpoint_for_s3" {
  command = plan

  variables {
    interface_endpoints = ["s3"]
  }

  expect_failures = [var.interface_endpoints]
}

run "refuses_a_retention_that_cloudwatch_does_not_offer" {
  command = plan

  variables {
    flow_log = { group_name = "/sprk/dev/flow-logs", retention_in_days = 31, kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/logs" }
  }

  expect_failures = [var.flow_log]
}

run "refuses_flow_logs_without_a_key" {
  command = plan

  variables {
    flow_log = { group_name = "/sprk/dev/flow-logs", retention_in_days = 30, kms_key_arn = "" }
  }

  expect_failures = [var.flow_log]
}
