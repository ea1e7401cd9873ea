resource "aws_autoscaling_group" "this" {
  count = var.create_group ? 1 : 0

  name                = var.name
  min_size            = 0
  max_size            = var.max_size
  vpc_zone_identifier = var.subnet_ids
  # A runner ends by itself after its one job; the group only replaces it. So a smaller floor never cuts a job off.
  protect_from_scale_in = true
  health_check_type     = "EC2"
  force_delete          = true
  enabled_metrics       = ["GroupDesiredCapacity", "GroupInServiceInstances"]

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  tag {
    key                 = "Name"
    value               = var.name
    propagate_at_launch = true
  }

  # Schedules move it.
  lifecycle {
    ignore_changes = [desired_capacity, min_size]
  }
}

resource "aws_autoscaling_schedule" "floor" {
  for_each = var.create_group ? var.floors : {}

  autoscaling_group_name = aws_autoscaling_group.this[0].name
  scheduled_action_name  = each.key
  recurrence             = each.value.cron
  time_zone              = var.time_zone
  min_size               = each.value.size
  desired_capacity       = each.value.size
  max_size               = var.max_size
}
