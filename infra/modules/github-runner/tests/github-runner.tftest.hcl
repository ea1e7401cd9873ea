mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0" }
  }

  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::111122223333:instance-profile/sprk-dev-runner" }
  }

  mock_resource "aws_ssm_parameter" {
    defaults = { arn = "arn:aws:ssm:eu-central-1:111122223333:parameter/sprk/dev/github-app" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/sprk-dev/runner" }
  }
}

variables {
  name           = "sprk-dev-runner"
  repository     = "sprk/sprk"
  labels         = ["sprk-dev"]
  vpc_id         = "vpc-1"
  subnet_ids     = ["subnet-a", "subnet-b"]
  parameter_name = "/sprk/dev/github-app"
  kms_key_arn    = "arn:aws:kms:eu-central-1:111122223333:key/data"
  logs_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  log_group_name = "/sprk-dev/runner"
  runbook_url    = "https://example.org/runbooks/runner.md"

  runner_release = {
    version = "2.329.0"
    sha256  = "0000000000000000000000000000000000000000000000000000000000000000"
  }

  floors = {
    morning = { cron = "0 7 * * MON-FRI", size = 1 }
    evening = { cron = "0 19 * * MON-FRI", size = 0 }
  }
}

run "hardens_the_instances" {
  command = apply

  assert {
    condition     = aws_launch_template.this.metadata_options[0].http_tokens == "required" && aws_launch_template.this.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "Runners need IMDSv2 with one hop."
  }

  assert {
    condition     = tobool(aws_launch_template.this.block_device_mappings[0].ebs[0].encrypted) && aws_launch_template.this.network_interfaces[0].associate_public_ip_address == "false"
    error_message = "Disks must be encrypted, addresses private."
  }

  assert {
    condition     = length(aws_security_group.this.ingress) == 0 && aws_vpc_security_group_egress_rule.https.from_port == 443 && aws_vpc_security_group_egress_rule.https.to_port == 443
    error_message = "Nothing comes in, and only HTTPS goes out."
  }
}

run "ends_each_instance_after_its_job" {
  command = plan

  assert {
    condition     = aws_launch_template.this.instance_initiated_shutdown_behavior == "terminate" && aws_autoscaling_group.this[0].protect_from_scale_in
    error_message = "The instance must end itself; the group must not end it during a job."
  }

  assert {
    condition     = aws_autoscaling_group.this[0].min_size == 0 && aws_autoscaling_group.this[0].max_size == 2
    error_message = "The group goes from 0 to max_size."
  }

  assert {
    condition     = { for name, schedule in aws_autoscaling_schedule.floor : name => schedule.desired_capacity } == { morning = 1, evening = 0 }
    error_message = "Each floor needs its schedule."
  }
}

run "keeps_the_credentials_out_of_the_state" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.github_app.type == "SecureString" && aws_ssm_parameter.github_app.value_wo_version == 1
    error_message = "The value must be write-only."
  }
}

run "lets_the_instance_read_its_parameter_and_nothing_else" {
  command = apply

  assert {
    condition = { for s in data.aws_iam_policy_document.this.statement : s.sid => join(" ", sort(s.actions)) } == {
      ReadTheAppsCredentials = "ssm:GetParameter"
      DecryptJustThem        = "kms:Decrypt"
      WriteLogs              = "logs:CreateLogStream logs:DescribeLogStreams logs:PutLogEvents"
    }
    error_message = "The role has more or less than it should."
  }

  assert {
    condition     = alltrue([for s in data.aws_iam_policy_document.this.statement : !contains(s.resources, "*")])
    error_message = "Every statement must name its resources."
  }
}

run "renders_the_user_data_of_the_golden_file" {
  command = plan

  assert {
    condition     = base64decode(aws_launch_template.this.user_data) == file("./tests/golden/user-data.sh")
    error_message = "The rendered user data differs from tests/golden/user-data.sh: look at the difference, then bring the file up to date."
  }
}

run "raises_alarms_with_a_runbook" {
  command = plan

  assert {
    condition     = endswith(aws_cloudwatch_metric_alarm.failed.alarm_description, var.runbook_url) && endswith(aws_cloudwatch_metric_alarm.missing[0].alarm_description, var.runbook_url)
    error_message = "Each alarm must link its runbook."
  }
}

run "does_without_a_group_on_emulators" {
  command = plan
  variables { create_group = false }

  assert {
    condition     = length(aws_autoscaling_group.this) + length(aws_autoscaling_schedule.floor) + length(aws_cloudwatch_metric_alarm.missing) == 0
    error_message = "Without a group nothing may refer to it."
  }
}

run "refuses_a_bad_name" {
  command = plan
  variables { name = "Runner" }
  expect_failures = [var.name]
}

run "refuses_a_wildcard_repository" {
  command = plan
  variables { repository = "sprk/*" }
  expect_failures = [var.repository]
}

run "refuses_no_labels" {
  command = plan
  variables { labels = [] }
  expect_failures = [var.labels]
}

run "refuses_no_subnets" {
  command = plan
  variables { subnet_ids = [] }
  expect_failures = [var.subnet_ids]
}

run "refuses_another_architecture" {
  command = plan
  variables { instance_type = "m7i.large" }
  expect_failures = [var.instance_type]
}

run "refuses_a_disk_that_is_too_small" {
  command = plan
  variables { disk_gib = 8 }
  expect_failures = [var.disk_gib]
}

run "refuses_what_is_no_image" {
  command = plan
  variables { image_id = "latest" }
  expect_failures = [var.image_id]
}

run "refuses_a_release_without_exact_version" {
  command = plan
  variables { runner_release = { version = "latest", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" } }
  expect_failures = [var.runner_release]
}

run "refuses_a_release_without_checksum" {
  command = plan
  variables { runner_release = { version = "2.329.0", sha256 = "" } }
  expect_failures = [var.runner_release]
}

run "refuses_too_many_runners" {
  command = plan
  variables { max_size = 100 }
  expect_failures = [var.max_size]
}

run "refuses_a_floor_above_the_maximum" {
  command = plan
  variables { floors = { morning = { cron = "0 7 * * *", size = 3 }, evening = { cron = "0 19 * * *", size = 0 } } }
  expect_failures = [var.floors]
}

run "refuses_runners_that_wait_all_night" {
  command = plan
  variables { floors = { morning = { cron = "0 7 * * *", size = 1 } } }
  expect_failures = [var.floors]
}

run "refuses_to_idle_for_days" {
  command = plan
  variables { idle_minutes = 5000 }
  expect_failures = [var.idle_minutes]
}

run "refuses_a_parameter_without_path" {
  command = plan
  variables { parameter_name = "github-app" }
  expect_failures = [var.parameter_name]
}

run "refuses_a_key_that_is_no_arn" {
  command = plan
  variables { kms_key_arn = "ci" }
  expect_failures = [var.kms_key_arn]
}

run "refuses_a_key_of_the_logs_that_is_no_arn" {
  command = plan
  variables { logs_key_arn = "logs" }
  expect_failures = [var.logs_key_arn]
}

run "refuses_a_log_group_without_path" {
  command = plan
  variables { log_group_name = "runner" }
  expect_failures = [var.log_group_name]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan
  variables { log_retention_days = 2 }
  expect_failures = [var.log_retention_days]
}

run "refuses_a_runbook_without_tls" {
  command = plan
  variables { runbook_url = "runner.md" }
  expect_failures = [var.runbook_url]
}
