# With nothing but an image: what somebody gets who sets nothing.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  lambda_package   = "tests/package.txt"
  worker_image_tag = "1.0"
}

run "defaults" {
  assert {
    condition     = output.input_bucket == "smartcat-input-123456789012-eu-central-1"
    error_message = "The input bucket has another name: ${output.input_bucket}"
  }
  assert {
    condition     = output.environment == "SMARTCAT_RESULTS=s3://smartcat-results-123456789012-eu-central-1 SMARTCAT_JOB_QUEUE=smartcat SMARTCAT_JOB_DEFINITION=smartcat-worker"
    error_message = "The line to paste is another one: ${output.environment}"
  }
  assert {
    condition     = output.kms_key_arn == null
    error_message = "A key costs money, and was not asked for."
  }
  assert {
    condition     = length(output.document_patterns) == 0
    error_message = "Without a filter all documents are sorted."
  }
  assert {
    condition     = length(output.alarms) == 7
    error_message = "There are other alarms: ${join(", ", output.alarms)}"
  }
  assert {
    condition     = endswith(output.container.image, "/smartcat/worker:1.0")
    error_message = "The worker is another image: ${output.container.image}"
  }
  assert {
    condition     = output.container.readonlyRootFilesystem && output.container.user == "10001:10001"
    error_message = "The worker writes to its root file system, or is another user."
  }
  assert {
    condition     = output.container.mountPoints[0].containerPath == "/tmp"
    error_message = "The worker has nothing to write to."
  }
  assert {
    condition     = output.container.networkConfiguration.assignPublicIp == "ENABLED"
    error_message = "In the default VPC there is no other way to ECR than a public address."
  }
  assert {
    condition     = output.container.runtimePlatform.cpuArchitecture == "X86_64"
    error_message = "The worker is for another processor than its image."
  }
  assert {
    condition     = !contains(keys(output.container), "ephemeralStorage")
    error_message = "20 GiB cost nothing; what is null must be left out, or every plan shows it."
  }
}
