# Spot first, and where that has no room, on demand: Batch asks environments in the order of the
# queue. Both names change with what cannot be changed in place: new before old, or the queue would
# stand in the way.

locals {
  is_fargate = var.compute == "fargate"
  max_vcpus = {
    for kind, vcpus in { spot = var.max_vcpus.spot, on_demand = var.max_vcpus.on_demand } :
    kind => vcpus if vcpus > 0
  }
  fargate_types = { spot = "FARGATE_SPOT", on_demand = "FARGATE" }
  ec2_types     = { spot = "SPOT", on_demand = "EC2" }
  ec2_strategies = {
    spot      = "SPOT_PRICE_CAPACITY_OPTIMIZED" # the fewest interruptions for the money
    on_demand = "BEST_FIT_PROGRESSIVE"
  }
}

resource "aws_batch_compute_environment" "fargate" {
  for_each = local.is_fargate ? local.max_vcpus : {}

  compute_environment_name_prefix = "${var.name}-${replace(each.key, "_", "-")}-"
  type                            = "MANAGED"
  tags                            = var.tags

  compute_resources {
    type               = local.fargate_types[each.key]
    max_vcpus          = each.value
    subnets            = var.network.subnet_ids
    security_group_ids = local.security_group_ids
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_batch_compute_environment" "ec2" {
  for_each = local.is_fargate ? {} : local.max_vcpus

  compute_environment_name_prefix = "${var.name}-${replace(each.key, "_", "-")}-"
  type                            = "MANAGED"
  tags                            = var.tags

  compute_resources {
    type                = local.ec2_types[each.key]
    allocation_strategy = local.ec2_strategies[each.key]
    instance_role       = aws_iam_instance_profile.host[0].arn
    instance_type       = var.ec2_instance_types
    min_vcpus           = 0 # nothing waits, nothing costs
    max_vcpus           = each.value
    subnets             = var.network.subnet_ids
    security_group_ids  = local.security_group_ids
    tags                = merge(var.tags, { Name = "${var.name}-worker" })

    ec2_configuration {
      image_type = "ECS_AL2023"
    }

    launch_template {
      launch_template_id = aws_launch_template.host[0].id
      version            = "$Latest"
    }
  }

  update_policy {
    # A shard that is done takes minutes: hosts are let to end it before they are replaced.
    job_execution_timeout_minutes = 30
    terminate_jobs_on_update      = false
  }

  lifecycle {
    create_before_destroy = true
    # Batch moves it all the time; to put it back would end hosts at work.
    ignore_changes = [compute_resources[0].desired_vcpus]
  }
}

locals {
  environments = local.is_fargate ? aws_batch_compute_environment.fargate : aws_batch_compute_environment.ec2
  # The order of preference.
  environment_arns = [for kind in ["spot", "on_demand"] : local.environments[kind].arn if contains(keys(local.max_vcpus), kind)]
}
