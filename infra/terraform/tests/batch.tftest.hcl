# What decides whether a job is tried again, and where it runs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "smartcat"
  worker             = { image_tag = "1.0" }
  network            = { vpc_id = "vpc-1", subnet_ids = ["subnet-1"] }
  storage_policies   = {}
  log_retention_days = 30
}

run "on_fargate" {
  module {
    source = "./modules/batch"
  }
  assert {
    condition = [
      for rule in aws_batch_job_definition.worker.retry_strategy[0].evaluate_on_exit :
      "${coalesce(rule.on_exit_code, rule.on_status_reason, rule.on_reason)} ${rule.action}"
      ] == [
      "7* RETRY", "143 RETRY", "Host EC2* RETRY", "Your Spot Task was interrupted* RETRY", "* EXIT",
    ]
    error_message = "Jobs are tried again for other reasons."
  }
  assert {
    condition     = { for kind, environment in aws_batch_compute_environment.fargate : kind => environment.compute_resources[0].type } == { spot = "FARGATE_SPOT", on_demand = "FARGATE" }
    error_message = "Jobs run elsewhere."
  }
  assert {
    condition     = [for each in aws_batch_job_queue.this.compute_environment_order : each.order] == [1, 2]
    error_message = "There is no fallback."
  }
  assert {
    condition     = length(aws_batch_job_queue.this.job_state_time_limit_action) == 3
    error_message = "Jobs may wait for ever."
  }
  assert {
    condition     = aws_ecr_repository.worker.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.worker.image_scanning_configuration[0].scan_on_push
    error_message = "Tags may move, or images are not scanned."
  }
}

run "on_hosts_without_spot" {
  module {
    source = "./modules/batch"
  }
  variables {
    compute   = "ec2"
    max_vcpus = { spot = 0, on_demand = 8 }
  }
  assert {
    condition     = [for environment in aws_batch_compute_environment.ec2 : environment.compute_resources[0].allocation_strategy] == ["BEST_FIT_PROGRESSIVE"]
    error_message = "Hosts are Spot hosts, or chosen otherwise."
  }
  assert {
    condition     = aws_launch_template.host[0].metadata_options[0].http_tokens == "required"
    error_message = "Containers could act as their host."
  }
}
