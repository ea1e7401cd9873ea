locals {
  services     = keys(module.naming.roles)
  dead_letters = concat(values(module.naming.dead_letter_queues), [module.naming.undelivered_queue])
}

module "observability" {
  source = "../../modules/observability"

  name               = module.naming.prefix
  services           = local.services
  log_retention_days = var.settings.retention.log_days
  kms_key_arn        = local.foundation.logs_key_arn
  runbook_base_url   = var.settings.alerting.runbook_base_url
  alert_emails       = var.settings.alerting.emails
  publishers         = ["backup", "budgets"]

  # Lines that the services write today; their texts are constants.
  log_alarms = {
    errors = {
      services    = local.services
      pattern     = "{ ($.level = \"error\") || ($.level = \"fatal\") }"
      threshold   = var.settings.alerting.errors_in_5_minutes
      description = "The services log more errors than usual."
      runbook     = "docs/operations.md#metrics"
      severity    = "ticket"
    }

    unanswered-lots = {
      services    = ["matcher"]
      pattern     = "{ ($.msg = \"match requests could not be received\") || ($.msg = \"batch failed\") || ($.msg = \"match failed\") }"
      threshold   = 2
      periods     = 2
      description = "The matcher cannot answer; lots wait while food gets older."
      runbook     = "docs/operations.md#unanswered-match-requests"
      severity    = "page"
    }

    set-aside = {
      services    = ["matcher", "cruncher"]
      pattern     = "{ $.msg = \"*set aside\" }"
      description = "Messages that can never succeed were set aside as dead letters."
      runbook     = "docs/operations.md#dead-letters"
      severity    = "ticket"
    }
  }

  metric_alarms = {
    events-refused = {
      namespace   = "AWS/Events"
      metric      = "PutEventsFailedEntriesCount"
      dimensions  = {}
      statistic   = "Sum"
      threshold   = 0
      description = "The bus refuses events; the relay repeats them, and nothing moves until it takes them."
      runbook     = "docs/operations.md#metrics"
      severity    = "page"
    }
  }

  # Made with the queues in the stack messaging-data.
  other_pages = concat(
    [for name in values(module.naming.queues) : "${name}-oldest-message"],
    [for name in local.dead_letters : "${name}-not-empty"],
  )

  dashboard = {
    queues             = values(module.naming.queues)
    dead_letter_queues = local.dead_letters
    tables             = values(module.naming.tables)
  }
}
