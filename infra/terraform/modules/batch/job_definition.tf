resource "aws_cloudwatch_log_group" "workers" {
  name              = "/aws/batch/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

resource "aws_batch_job_definition" "worker" {
  name                  = "${var.name}-worker"
  type                  = "container"
  platform_capabilities = [local.is_fargate ? "FARGATE" : "EC2"]
  propagate_tags        = true # costs of containers are told apart by them
  container_properties  = jsonencode(local.container)
  tags                  = var.tags

  # Jobs that wait go on with the revision that they were submitted with, and going back is naming
  # an old one: smartcat-worker:3.
  deregister_on_new_revision = false

  timeout {
    attempt_duration_seconds = var.worker.timeout_s
  }

  # The first rule that matches decides. Batch takes five of them.
  retry_strategy {
    attempts = 10

    # 70 to 79 may go well the next time: 75 is a worker that was told to stop.
    evaluate_on_exit {
      on_exit_code = "7*"
      action       = "RETRY"
    }
    # So was one whose first line had not run yet: SIGTERM ended it.
    evaluate_on_exit {
      on_exit_code = "143"
      action       = "RETRY"
    }
    # A Spot host of EC2 that is lost leaves no exit code.
    evaluate_on_exit {
      on_status_reason = "Host EC2*"
      action           = "RETRY"
    }
    # The words of Fargate for the same.
    evaluate_on_exit {
      on_status_reason = "Your Spot Task was interrupted*"
      action           = "RETRY"
    }
    # AWS retries whatever no rule matches.
    evaluate_on_exit {
      on_reason = "*"
      action    = "EXIT"
    }
  }

  # A job must not start before its role may do what it needs.
  depends_on = [aws_iam_role_policy.job, aws_iam_role_policy.execution]
}

locals {
  image = coalesce(var.worker.image, "${aws_ecr_repository.worker.repository_url}:${coalesce(var.worker.image_tag, "none")}")

  # Where AWS has a default, it is left out: what is null here would come back as a difference.
  container = { for key, value in local.container_properties : key => value if value != null }

  container_properties = {
    image            = local.image
    user             = "10001:10001"
    jobRoleArn       = aws_iam_role.job.arn
    executionRoleArn = aws_iam_role.execution.arn

    # It writes to /tmp alone. A volume without a host lives as long as the container, on Fargate in
    # its ephemeral storage.
    readonlyRootFilesystem = true
    volumes                = [{ name = "tmp" }]
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]

    resourceRequirements = [
      { type = "VCPU", value = tostring(var.worker.vcpus) },
      { type = "MEMORY", value = tostring(var.worker.memory_mib) },
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.workers.name
        "awslogs-stream-prefix" = "worker"
      }
    }

    fargatePlatformConfiguration = local.is_fargate ? { platformVersion = "LATEST" } : null
    networkConfiguration         = local.is_fargate ? { assignPublicIp = var.network.assign_public_ip ? "ENABLED" : "DISABLED" } : null
    runtimePlatform = local.is_fargate ? {
      cpuArchitecture       = upper(var.worker.architecture)
      operatingSystemFamily = "LINUX"
    } : null
    ephemeralStorage = local.is_fargate && var.worker.disk_gib != null ? { sizeInGiB = var.worker.disk_gib } : null
  }
}
