# What can be chosen.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  lambda_package   = "tests/package.txt"
  worker_image_tag = "1.0"
}

run "a_key_of_the_account" {
  variables {
    encryption = "kms"
  }
  assert {
    condition     = output.kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/mock"
    error_message = "No key was made."
  }
  assert {
    condition = alltrue([
      for role in ["dispatcher", "reconciler", "worker"] :
      output.permissions[role].use_keys[0].Resource == [output.kms_key_arn]
    ])
    error_message = "Somebody may not use the key, or another one: nothing could be read."
  }
}

run "a_key_that_exists" {
  variables {
    encryption  = "kms"
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/ours"
  }
  assert {
    condition     = output.kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/ours"
    error_message = "Another key is used than the one that was named."
  }
}

run "an_existing_bucket" {
  variables {
    input_bucket      = "scans"
    input_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/theirs"
    input_prefix      = "incoming/"
    input_suffixes    = [".pdf", ".Tif"]
  }
  assert {
    condition     = output.input_bucket == "scans"
    error_message = "Documents are taken from another bucket: ${output.input_bucket}"
  }
  assert {
    condition     = output.permissions.worker.read_input[0].Resource == "arn:aws:s3:::scans/*"
    error_message = "The worker cannot read the existing bucket."
  }
  assert {
    condition     = output.permissions.dispatcher.use_keys[0].Resource == ["arn:aws:kms:eu-central-1:123456789012:key/theirs"]
    error_message = "Documents that are encrypted with another key cannot be read."
  }
  assert {
    condition = [for each in output.document_patterns : jsondecode(each).wildcard] == [
      "incoming/*.pdf", "incoming/*.PDF", "incoming/*.tif", "incoming/*.TIF",
    ]
    error_message = "Other keys are sorted: ${join(" ", output.document_patterns)}"
  }
}

run "prefixes" {
  variables {
    input_prefix   = "incoming/"
    results_prefix = "team/results"
  }
  assert {
    condition     = output.document_patterns == tolist([jsonencode({ prefix = "incoming/" })])
    error_message = "Other keys are sorted: ${join(" ", output.document_patterns)}"
  }
  assert {
    condition     = output.results == "s3://smartcat-results-123456789012-eu-central-1/team/results"
    error_message = "Results are elsewhere: ${output.results}"
  }
  assert {
    condition     = endswith(output.permissions.worker.use_results[1].Resource[0], "/team/results/documents/*")
    error_message = "The worker may not read there: ${output.permissions.worker.use_results[1].Resource[0]}"
  }
}

run "hosts_of_ec2" {
  variables {
    compute             = "ec2"
    worker_architecture = "arm64"
  }
  assert {
    condition = length(setintersection(
      keys(output.container), ["networkConfiguration", "fargatePlatformConfiguration", "runtimePlatform"],
    )) == 0
    error_message = "EC2 refuses what only Fargate knows."
  }
}

run "a_private_network" {
  variables {
    vpc_id           = "vpc-1"
    subnet_ids       = ["subnet-1", "subnet-2"]
    functions_in_vpc = true
  }
  assert {
    condition     = output.container.networkConfiguration.assignPublicIp == "DISABLED"
    error_message = "Nobody asked for public addresses."
  }
  assert {
    condition     = contains(keys(output.permissions.dispatcher), "network")
    error_message = "The dispatcher may not join the network."
  }
}
