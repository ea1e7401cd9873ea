# Who may do what: all rights of the three services in one place.
locals {
  read_write_items = [
    "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem",
    "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
  ]
  consume     = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
  send        = ["sqs:GetQueueUrl", "sqs:SendMessage"]
  look        = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
  use_key     = ["kms:Decrypt", "kms:GenerateDataKey"]
  decrypt     = ["kms:Decrypt"]
  read_secret = ["secretsmanager:GetSecretValue"]

  tables  = local.messaging.table_arns
  queues  = local.messaging.queue_arns
  dead    = local.messaging.dead_letter_arns
  secrets = local.messaging.secret_arns
  weights = local.messaging.weights_bucket_arn
  objects = "${local.weights}/*"

  # A key is of use only by way of the services that hold the data.
  via = {
    for key, services in { data = ["dynamodb", "s3", "secretsmanager"], messaging = ["sqs"] } :
    key => [{
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [for service in services : "${service}.${var.region}.amazonaws.com"]
    }]
  }

  backend_tables = [for name in ["lots", "partners", "events", "operations"] : local.tables[name]]

  statements = {
    backend = [
      { sid = "Tables", actions = local.read_write_items, resources = concat(local.backend_tables, ["${local.tables["lots"]}/index/*"]) },
      { sid = "PutEvents", actions = ["events:PutEvents"], resources = [local.messaging.bus_arn] },
      { sid = "ConsumeNotifications", actions = local.consume, resources = [local.queues["notifications"]] },
      { sid = "SeeAllQueues", actions = local.look, resources = concat(values(local.queues), values(local.dead)) },
      { sid = "SendAgain", actions = local.send, resources = values(local.queues) },
      { sid = "Redrive", actions = concat(local.consume, ["sqs:SendMessage"]), resources = values(local.dead) },
      { sid = "Weights", actions = ["s3:GetObject", "s3:PutObject"], resources = [local.objects] },
      { sid = "ListWeights", actions = ["s3:ListBucket"], resources = [local.weights] },
      { sid = "Secrets", actions = local.read_secret, resources = values(local.secrets) },
      { sid = "DataKey", actions = local.use_key, resources = [local.foundation.data_key_arn], conditions = local.via.data },
      { sid = "MessagingKey", actions = local.use_key, resources = [local.foundation.messaging_key_arn], conditions = local.via.messaging },
    ]

    matcher = [
      { sid = "ConsumeMatchRequests", actions = local.consume, resources = [local.queues["match-requests"]] },
      { sid = "SetAside", actions = local.send, resources = [local.dead["match-requests"]] },
      { sid = "ReadWeights", actions = ["s3:GetObject"], resources = [local.objects] },
      { sid = "ListWeights", actions = ["s3:ListBucket"], resources = [local.weights] },
      { sid = "Secrets", actions = local.read_secret, resources = [local.secrets["internal-webhook"]] },
      { sid = "DataKey", actions = local.decrypt, resources = [local.foundation.data_key_arn], conditions = local.via.data },
      { sid = "MessagingKey", actions = local.use_key, resources = [local.foundation.messaging_key_arn], conditions = local.via.messaging },
    ]

    cruncher = [
      { sid = "Tables", actions = local.read_write_items, resources = [local.tables["learning"]] },
      { sid = "ConsumeOutcomes", actions = local.consume, resources = [local.queues["outcomes"]] },
      { sid = "SetAside", actions = local.send, resources = [local.dead["outcomes"]] },
      { sid = "Weights", actions = ["s3:GetObject", "s3:PutObject"], resources = [local.objects] },
      { sid = "ListWeights", actions = ["s3:ListBucket"], resources = [local.weights] },
      { sid = "Secrets", actions = local.read_secret, resources = [local.secrets["internal-webhook"]] },
      { sid = "DataKey", actions = local.use_key, resources = [local.foundation.data_key_arn], conditions = local.via.data },
      { sid = "MessagingKey", actions = local.use_key, resources = [local.foundation.messaging_key_arn], conditions = local.via.messaging },
    ]
  }
}
