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

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }

  mock_data "aws_region" {
    defaults = {
      name = "eu-central-1"
    }
  }
}

variables {
  name             = "sprk-dev-outcomes"
  dead_letter_name = "sprk-dev-outcomes-dlq"
  kms_key_arn      = "arn:aws:kms:eu-central-1:111122223333:key/messaging"
  sender_rule_arns = ["arn:aws:events:eu-central-1:111122223333:rule/sprk-dev/sprk-dev-to-outcomes"]
}

run "encrypts_both_queues_with_the_customer_key" {
  command = plan

  assert {
    condition     = aws_sqs_queue.this[0].kms_master_key_id == var.kms_key_arn && aws_sqs_queue.dead_letter.kms_master_key_id == var.kms_key_arn
    error_message = "Queue and dead letter queue must use the given key."
  }
}

run "sets_a_message_aside_after_the_allowed_deliveries" {
  # The ARN of the dead letter queue is known after apply only.
  command = apply

  assert {
    condition = jsondecode(aws_sqs_queue.this[0].redrive_policy) == {
      deadLetterTargetArn = aws_sqs_queue.dead_letter.arn
      maxReceiveCount     = 5
    }
    error_message = "The queue must move dead messages to its dead letter queue."
  }

  assert {
    condition = jsondecode(aws_sqs_queue.dead_letter.redrive_allow_policy) == {
      redrivePermission = "byQueue"
      sourceQueueArns   = ["arn:aws:sqs:eu-central-1:111122223333:sprk-dev-outcomes"]
    }
    error_message = "No other queue may use the dead letter queue."
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.message_retention_seconds > aws_sqs_queue.this[0].message_retention_seconds
    error_message = "Dead messages must be kept longer than living ones."
  }
}

run "refuses_plain_http_on_both_queues" {
  command = plan

  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.this :
      document.statement[0].effect == "Deny" && one(document.statement[0].condition).variable == "aws:SecureTransport"
    ]) && length(data.aws_iam_policy_document.this) == 2
    error_message = "Queue and dead letter queue need the TLS-only statement."
  }
}

run "lets_only_the_given_rule_deliver" {
  command = plan

  assert {
    condition = {
      for condition in data.aws_iam_policy_document.this["queue"].statement[1].condition : condition.variable => toset(condition.values)
      } == {
      "aws:SourceArn"     = toset(["arn:aws:events:eu-central-1:111122223333:rule/sprk-dev/sprk-dev-to-outcomes"])
      "aws:SourceAccount" = toset(["111122223333"])
    }
    error_message = "Delivery must be tied to the rule and the account."
  }

  assert {
    condition     = length(data.aws_iam_policy_document.this["dead_letter"].statement) == 1
    error_message = "Rules must not deliver to the dead letter queue of a queue."
  }
}

run "raises_alarms_for_waiting_and_for_dead_messages" {
  command = plan

  variables {
    alarms = { oldest_message_seconds = 120, topic_arn = "arn:aws:sns:eu-central-1:111122223333:alerts" }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oldest_message[0].threshold == 120 && aws_cloudwatch_metric_alarm.oldest_message[0].alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:alerts"])
    error_message = "A message that waits too long must be told to the topic."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.threshold == 0 && aws_cloudwatch_metric_alarm.dead_letters.alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:alerts"])
    error_message = "The first dead message must be told to the topic."
  }
}

run "makes_a_dead_letter_queue_alone" {
  command = plan

  variables {
    kind             = "dead-letter"
    name             = null
    dead_letter_name = "sprk-dev-undelivered-dlq"
  }

  assert {
    condition     = length(aws_sqs_queue.this) == 0 && output.queue_arn == null
    error_message = "There must be no queue beside it."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.dead_letter.redrive_allow_policy) == { redrivePermission = "denyAll" }
    error_message = "No queue may use it as its dead letter queue."
  }

  assert {
    condition     = length(data.aws_iam_policy_document.this["dead_letter"].statement) == 2
    error_message = "The given rules must be allowed to deliver to it."
  }
}

run "refuses_an_unknown_kind" {
  command = plan

  variables {
    kind = "fifo"
    name = null
  }

  expect_failures = [var.kind]
}

run "refuses_a_queue_without_a_name" {
  command = plan

  variables {
    name = null
  }

  expect_failures = [var.name]
}

run "refuses_a_dead_letter_queue_named_like_a_queue" {
  command = plan

  variables {
    dead_letter_name = "sprk-dev-outcomes"
  }

  expect_failures = [var.dead_letter_name]
}

run "refuses_the_key_of_aws" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/sqs"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_lease_that_is_too_short" {
  command = plan

  variables {
    visibility_timeout_seconds = 5
  }

  expect_failures = [var.visibility_timeout_seconds]
}

run "refuses_to_kill_a_message_after_one_delivery" {
  command = plan

  variables {
    max_receive_count = 1
  }

  expect_failures = [var.max_receive_count]
}

run "refuses_a_retention_that_sqs_does_not_offer" {
  command = plan

  variables {
    retention_seconds = 30
    alarms            = { oldest_message_seconds = 60 }
  }

  expect_failures = [var.retention_seconds]
}

run "refuses_to_forget_dead_messages_before_living_ones" {
  command = plan

  variables {
    dead_letter_retention_seconds = 345600
  }

  expect_failures = [var.dead_letter_retention_seconds]
}

run "refuses_any_rule_as_sender" {
  command = plan

  variables {
    sender_rule_arns = ["arn:aws:events:eu-central-1:111122223333:rule/*"]
  }

  expect_failures = [var.sender_rule_arns]
}

run "refuses_an_alarm_that_can_never_ring" {
  command = plan

  variables {
    alarms = { oldest_message_seconds = 400000 }
  }

  expect_failures = [var.alarms]
}
