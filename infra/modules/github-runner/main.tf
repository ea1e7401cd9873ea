data "aws_region" "current" {}

# Default tags reach the launch template itself, not what it launches.
data "aws_default_tags" "current" {}

locals {
  user_data = templatefile("${path.module}/user-data.sh.tftpl", {
    region       = data.aws_region.current.name
    parameter    = var.parameter_name
    log_group    = aws_cloudwatch_log_group.this.name
    repository   = var.repository
    labels       = jsonencode(concat(["self-hosted"], var.labels))
    version      = var.runner_release.version
    sha256       = var.runner_release.sha256
    idle_minutes = var.idle_minutes
  })
}

resource "aws_launch_template" "this" {
  name                                 = var.name
  image_id                             = var.image_id
  instance_type                        = var.instance_type
  instance_initiated_shutdown_behavior = "terminate"
  update_default_version               = true
  user_data                            = base64encode(local.user_data)

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  network_interfaces {
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = [aws_security_group.this.id]
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = var.disk_gib
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "disabled"
  }

  dynamic "tag_specifications" {
    for_each = ["instance", "volume"]

    content {
      resource_type = tag_specifications.value
      tags          = merge(data.aws_default_tags.current.tags, var.tags, { Name = var.name })
    }
  }

  tags = var.tags
}
