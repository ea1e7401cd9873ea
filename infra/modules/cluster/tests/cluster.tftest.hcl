mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  name               = "sprk-dev"
  kubernetes_version = "1.33"
  subnet_ids         = ["subnet-a", "subnet-b"]
  kms_key_arn        = "arn:aws:kms:eu-central-1:111122223333:key/workloads"
  logs_key_arn       = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  node_groups = {
    system = { instance_types = ["m7g.large"], min_size = 2, max_size = 4 }
  }
}

run "keeps_the_api_private_logged_and_encrypted" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "Without public_access_cidrs the API must be private."
  }

  assert {
    condition     = length(aws_eks_cluster.this.enabled_cluster_log_types) == 5
    error_message = "All five control plane logs must be on."
  }

  assert {
    condition     = toset(aws_eks_cluster.this.encryption_config[0].resources) == toset(["secrets"]) && aws_eks_cluster.this.encryption_config[0].provider[0].key_arn == var.kms_key_arn
    error_message = "Kubernetes secrets must be encrypted with our key."
  }

  assert {
    condition     = aws_cloudwatch_log_group.control_plane.name == "/aws/eks/sprk-dev/cluster" && aws_cloudwatch_log_group.control_plane.kms_key_id == var.logs_key_arn
    error_message = "The log group must have the name that EKS writes to, and our key."
  }
}

run "gives_nobody_access_by_having_created_the_cluster" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.access_config[0].authentication_mode == "API" && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "Access comes from access entries alone."
  }
}

run "hardens_the_nodes" {
  command = plan

  assert {
    condition     = aws_launch_template.node["system"].metadata_options[0].http_tokens == "required" && aws_launch_template.node["system"].metadata_options[0].http_put_response_hop_limit == 1
    error_message = "Nodes need IMDSv2 with one hop."
  }

  assert {
    condition     = alltrue([for disk in aws_launch_template.node["system"].block_device_mappings : tobool(disk.ebs[0].encrypted)])
    error_message = "Disks of nodes must be encrypted."
  }

  assert {
    condition     = toset(keys(aws_iam_role_policy_attachment.node)) == toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"])
    error_message = "The node role joins and pulls, and no more; the network add-on has its own role."
  }
}

run "installs_the_add_ons_with_network_policies_on" {
  command = plan

  assert {
    condition     = toset(keys(aws_eks_addon.before_nodes)) == toset(["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]) && toset(keys(aws_eks_addon.after_nodes)) == toset(["coredns"])
    error_message = "The network add-ons come before the nodes, CoreDNS after them."
  }

  assert {
    condition     = jsondecode(aws_eks_addon.before_nodes["vpc-cni"].configuration_values).enableNetworkPolicy == "true"
    error_message = "Without enableNetworkPolicy our NetworkPolicies have no effect."
  }
}

run "makes_access_entries_by_scope" {
  command = plan

  variables {
    access_entries = {
      deploy = { principal_arn = "arn:aws:iam::111122223333:role/sprk-dev-ci-apply", policy = "AmazonEKSEditPolicy", namespaces = ["sprk"] }
      break  = { principal_arn = "arn:aws:iam::111122223333:role/break-glass", policy = "AmazonEKSClusterAdminPolicy" }
    }
  }

  assert {
    condition     = aws_eks_access_policy_association.this["deploy"].access_scope[0].type == "namespace" && aws_eks_access_policy_association.this["break"].access_scope[0].type == "cluster"
    error_message = "Namespaces given: namespace scope. None given: cluster scope."
  }
}

run "leaves_out_the_agent_where_pod_identity_is_off" {
  command = plan
  variables { features = { pod_identity = false } }

  assert {
    condition     = toset(keys(aws_eks_addon.before_nodes)) == toset(["kube-proxy", "vpc-cni"])
    error_message = "Without Pod Identity its agent has no work."
  }
}

run "leaves_out_what_emulators_lack" {
  command = plan

  variables {
    features       = { addons = false, access_entries = false, pod_identity = false }
    access_entries = { deploy = { principal_arn = "arn:aws:iam::111122223333:role/x", policy = "AmazonEKSViewPolicy" } }
  }

  assert {
    condition     = length(aws_eks_addon.before_nodes) + length(aws_eks_addon.after_nodes) + length(aws_eks_access_entry.this) + length(aws_iam_role.cni) == 0
    error_message = "A feature that is off must leave nothing behind."
  }
}

run "opens_the_api_to_named_networks_only" {
  command = plan
  variables { public_access_cidrs = ["203.0.113.0/24"] }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].public_access_cidrs == toset(["203.0.113.0/24"])
    error_message = "The API must be public for these networks only."
  }
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "SPRK" }
  expect_failures = [var.name]
}

run "refuses_a_patch_version" {
  command = plan
  variables { kubernetes_version = "1.33.2" }
  expect_failures = [var.kubernetes_version]
}

run "refuses_a_single_subnet" {
  command = plan
  variables { subnet_ids = ["subnet-a", "subnet-a"] }
  expect_failures = [var.subnet_ids]
}

run "refuses_an_api_open_to_everybody" {
  command = plan
  variables { public_access_cidrs = ["0.0.0.0/0"] }
  expect_failures = [var.public_access_cidrs]
}

run "refuses_a_key_that_is_no_arn" {
  command = plan
  variables { kms_key_arn = "workloads" }
  expect_failures = [var.kms_key_arn]
}

run "refuses_a_key_of_the_logs_that_is_no_arn" {
  command = plan
  variables { logs_key_arn = "logs" }
  expect_failures = [var.logs_key_arn]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan
  variables { log_retention_days = 42 }
  expect_failures = [var.log_retention_days]
}

run "refuses_no_nodes" {
  command = plan
  variables { node_groups = {} }
  expect_failures = [var.node_groups]
}

run "refuses_a_group_that_may_not_reach_its_minimum" {
  command = plan
  variables { node_groups = { system = { instance_types = ["m7g.large"], min_size = 3, max_size = 2 } } }
  expect_failures = [var.node_groups]
}

run "refuses_a_disk_that_is_too_small" {
  command = plan
  variables { node_groups = { system = { instance_types = ["m7g.large"], min_size = 1, max_size = 2, disk_gib = 8 } } }
  expect_failures = [var.node_groups]
}

run "refuses_an_unknown_taint_effect" {
  command = plan

  variables {
    node_groups = {
      system = { instance_types = ["m7g.large"], min_size = 1, max_size = 2, taints = { only = { value = "system", effect = "NoSchedule" } } }
    }
  }

  expect_failures = [var.node_groups]
}

run "refuses_a_cluster_without_network_add_on" {
  command = plan
  variables { addon_versions = { coredns = null } }
  expect_failures = [var.addon_versions]
}

run "refuses_an_unknown_access_policy" {
  command = plan
  variables { access_entries = { x = { principal_arn = "arn:aws:iam::111122223333:role/x", policy = "Everything" } } }
  expect_failures = [var.access_entries]
}

run "refuses_a_wildcard_principal" {
  command = plan
  variables { access_entries = { x = { principal_arn = "arn:aws:iam::111122223333:role/*", policy = "AmazonEKSViewPolicy" } } }
  expect_failures = [var.access_entries]
}
