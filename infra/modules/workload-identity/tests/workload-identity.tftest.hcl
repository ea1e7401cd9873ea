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

  mock_data "aws_region" {
    defaults = {
      name = "eu-central-1"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }
}

variables {
  name              = "sprk-dev-matcher"
  namespace         = "sprk"
  service_account   = "matcher"
  oidc_provider_arn = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC"
  statements = [
    {
      sid       = "ConsumeMatchRequests"
      actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      resources = ["arn:aws:sqs:eu-central-1:111122223333:sprk-dev-match-requests"]
    },
    {
      sid       = "ReadWeights"
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::sprk-dev-weights-111122223333/*"]
    },
  ]
}

run "trusts_one_service_account_of_one_cluster" {
  command = plan

  assert {
    condition = {
      for condition in data.aws_iam_policy_document.trust.statement[0].condition : condition.variable => "${condition.test} ${join(",", condition.values)}"
      } == {
      "oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub" = "StringEquals system:serviceaccount:sprk:matcher"
      "oidc.eks.eu-central-1.amazonaws.com/id/ABC:aud" = "StringEquals sts.amazonaws.com"
    }
    error_message = "Subject and audience of the token must be checked exactly."
  }

  assert {
    condition     = length(data.aws_iam_policy_document.trust.statement) == 1 && length(aws_eks_pod_identity_association.this) == 0
    error_message = "Nobody else may take the role."
  }
}

run "gives_the_role_by_pod_identity_too" {
  command = plan

  variables {
    pod_identity_cluster = "sprk-dev"
  }

  assert {
    condition     = aws_eks_pod_identity_association.this[0].service_account == "matcher" && length(data.aws_iam_policy_document.trust.statement) == 2
    error_message = "The association and its trust must be there."
  }

  assert {
    condition = contains(flatten([
      for condition in data.aws_iam_policy_document.trust.statement[1].condition : condition.values
    ]), "arn:aws:eks:eu-central-1:111122223333:cluster/sprk-dev")
    error_message = "Only the given cluster may hand the role out."
  }
}

run "grants_what_was_asked_and_nothing_else" {
  command = plan

  assert {
    condition     = { for statement in data.aws_iam_policy_document.access.statement : statement.sid => statement.actions } == { for statement in var.statements : statement.sid => statement.actions }
    error_message = "The role must have exactly the given actions."
  }
}

run "stays_within_its_boundary" {
  command = plan

  variables {
    permissions_boundary_arn = "arn:aws:iam::111122223333:policy/sprk-dev-workload-boundary"
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == var.permissions_boundary_arn
    error_message = "The boundary must be set."
  }
}

run "refuses_a_name_with_capitals" {
  command = plan

  variables {
    name = "Matcher"
  }

  expect_failures = [var.name]
}

run "refuses_any_namespace" {
  command = plan

  variables {
    namespace = "*"
  }

  expect_failures = [var.namespace]
}

run "refuses_any_service_account" {
  command = plan

  variables {
    service_account = "*"
  }

  expect_failures = [var.service_account]
}

run "refuses_a_url_as_provider" {
  command = plan

  variables {
    oidc_provider_arn    = "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC"
    pod_identity_cluster = "sprk-dev"
  }

  expect_failures = [var.oidc_provider_arn]
}

run "refuses_a_role_that_nobody_could_take" {
  command = plan

  variables {
    oidc_provider_arn = null
  }

  expect_failures = [var.oidc_provider_arn]
}

run "refuses_a_role_as_boundary" {
  command = plan

  variables {
    permissions_boundary_arn = "arn:aws:iam::111122223333:role/admin"
  }

  expect_failures = [var.permissions_boundary_arn]
}

run "refuses_a_role_without_rights" {
  command = plan

  variables {
    statements = []
  }

  expect_failures = [var.statements]
}

run "refuses_two_statements_of_one_name" {
  command = plan

  variables {
    statements = [
      { sid = "A", actions = ["s3:GetObject"], resources = ["arn:aws:s3:::a/*"] },
      { sid = "A", actions = ["s3:PutObject"], resources = ["arn:aws:s3:::a/*"] },
    ]
  }

  expect_failures = [var.statements]
}

run "refuses_wildcard_actions" {
  command = plan

  variables {
    statements = [{ sid = "A", actions = ["s3:Get*"], resources = ["arn:aws:s3:::a/*"] }]
  }

  expect_failures = [var.statements]
}

run "refuses_all_resources" {
  command = plan

  variables {
    statements = [{ sid = "A", actions = ["s3:GetObject"], resources = ["*"] }]
  }

  expect_failures = [var.statements]
}

run "refuses_wildcards_within_a_name" {
  command = plan

  variables {
    statements = [{ sid = "A", actions = ["sqs:SendMessage"], resources = ["arn:aws:sqs:eu-central-1:111122223333:sprk-*"] }]
  }

  expect_failures = [var.statements]
}
