module "event_bus" {
  source = "../../modules/event-bus"

  name        = module.naming.bus
  kms_key_arn = var.settings.features.bus_key ? local.foundation.messaging_key_arn : null

  rules = {
    for name, queue in local.queues : module.naming.rules[name] => {
      description     = "Events for ${name}, consumed by the ${queue.consumer}"
      event_types     = queue.events
      queue_arn       = module.queue[name].queue_arn
      dead_letter_arn = module.undelivered_queue.dead_letter_arn
    }
  }

  archive = {
    name           = module.naming.archive
    retention_days = var.settings.retention.archive_days
  }
}
