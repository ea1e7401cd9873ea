locals {
  contract = {
    bus_arn               = module.event_bus.bus_arn
    table_arns            = { for name, table in module.table : name => table.table_arn }
    queue_arns            = { for name, queue in module.queue : name => queue.queue_arn }
    queue_urls            = { for name, queue in module.queue : name => queue.queue_url }
    dead_letter_arns      = { for name, queue in module.queue : name => queue.dead_letter_arn }
    undelivered_queue_arn = module.undelivered_queue.dead_letter_arn
    weights_bucket        = module.weights_bucket.bucket_name
    weights_bucket_arn    = module.weights_bucket.bucket_arn
    log_bucket            = module.log_bucket.bucket_name
    log_bucket_arn        = module.log_bucket.bucket_arn

    secret_arns = {
      internal-webhook = module.internal_webhook.secret_arn
      partner-webhook  = module.partner_webhook.secret_arn
    }
  }
}

module "contract" {
  source = "../../modules/parameter"

  name        = module.naming.contracts["messaging-data"]
  description = "What the stack of messages and data offers the services and the other stacks"
  contract    = local.contract
}
