locals {
  queues = { for queue in local.flow : queue.name => queue }

  # Written out, not taken from the bus: so queues and rules need not wait for each other.
  rule_arns = {
    for name in keys(local.queues) :
    name => "arn:${local.partition}:events:${var.region}:${local.account_id}:rule/${module.naming.bus}/${module.naming.rules[name]}"
  }
}

module "queue" {
  source   = "../../modules/queue"
  for_each = local.queues

  name                       = module.naming.queues[each.key]
  dead_letter_name           = module.naming.dead_letter_queues[each.key]
  kms_key_arn                = local.foundation.messaging_key_arn
  max_receive_count          = each.value.maxReceives
  visibility_timeout_seconds = each.value.leaseSeconds
  retention_seconds          = var.settings.retention.queue_days * 86400
  sender_rule_arns           = [local.rule_arns[each.key]]

  alarms = {
    oldest_message_seconds = var.settings.alerting.oldest_message_seconds[each.key]
    topic_arn              = local.foundation.alarm_topic_arn
  }
}

module "undelivered_queue" {
  source = "../../modules/queue"

  kind             = "dead-letter"
  dead_letter_name = module.naming.undelivered_queue
  kms_key_arn      = local.foundation.messaging_key_arn
  sender_rule_arns = values(local.rule_arns)
  alarms           = { topic_arn = local.foundation.alarm_topic_arn }
}
