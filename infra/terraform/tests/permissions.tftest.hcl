# Roles may do what they need. Who asks for all of a service, or for all resources, gives a reason here.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  lambda_package   = "tests/package.txt"
  worker_image_tag = "1.0"
  encryption       = "kms"
  functions_in_vpc = true
  vpc_id           = "vpc-1"
  subnet_ids       = ["subnet-1"]
}

run "least_privilege" {
  assert {
    condition     = toset(keys(output.permissions)) == toset(["dispatcher", "reconciler", "worker", "worker_start"])
    error_message = "There are other roles: ${join(", ", keys(output.permissions))}"
  }
  assert {
    condition = alltrue(flatten([
      for role, purposes in output.permissions : [
        for purpose, statements in purposes : [
          for statement in statements : [
            for action in flatten([statement.Action]) : statement.Effect == "Deny" || !strcontains(action, "*")
          ]
        ]
      ]
    ]))
    error_message = "A role may do all of a kind: name what it needs."
  }
  assert {
    condition = toset(flatten([
      for role, purposes in output.permissions : [
        for purpose, statements in purposes : [
          for statement in statements : statement.Sid
          if statement.Effect == "Allow" && contains(flatten([statement.Resource]), "*")
        ]
      ]
      ])) == toset([
      "LookAtJobs",     # AWS Batch describes and lists nothing by ARN
      "LogInToEcr",     # a login is for a whole registry
      "JoinTheNetwork", # EC2 describes nothing by ARN, and Lambda asks before interfaces are there
    ])
    error_message = "A statement allows something for all resources, and is not on this list."
  }
  assert {
    condition     = output.permissions.dispatcher.network[1].Effect == "Deny"
    error_message = "What Lambda needs to join a network, code could use as well."
  }
  assert {
    condition = alltrue(flatten([
      for role, purposes in output.permissions : [
        for purpose, statements in purposes : [
          for statement in statements : [
            for resource in flatten([statement.Resource]) : can(regex("/(claims|open|runs)/\\*$", resource))
          ] if contains(flatten([statement.Action]), "s3:DeleteObject")
        ]
      ]
    ]))
    error_message = "Somebody may delete more than claims and notes of runs."
  }
  assert {
    condition     = !contains(keys(output.permissions.worker), "store_models") && contains(keys(output.permissions.dispatcher), "store_models")
    error_message = "Those who plan runs store models, and no one else."
  }
  assert {
    condition = alltrue(flatten([
      for role, purposes in output.permissions : [
        for purpose, statements in purposes : [
          for statement in statements : [
            for resource in flatten([statement.Resource]) : !can(regex("/models/", resource)) || endswith(resource, "/models/*.smartcat")
          ] if statement.Effect == "Allow" && contains(flatten([statement.Action]), "s3:PutObject")
        ]
      ]
    ]))
    error_message = "Somebody may write records of which model is in force: those are for people."
  }
}
