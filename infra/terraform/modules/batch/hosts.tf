# Hosts of EC2, where Fargate is not wanted. Batch makes and ends them.

resource "aws_launch_template" "host" {
  count = local.is_fargate ? 0 : 1

  name_prefix = "${var.name}-worker-"
  description = "Hosts of workers of ${var.name}"
  tags        = var.tags

  # Containers must not act as the host: no token of its role reaches beyond it.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted             = true # pages lie there while they are read
      volume_type           = "gp3"
      volume_size           = 50
      delete_on_termination = true
    }
  }
}

resource "aws_iam_role" "host" {
  count = local.is_fargate ? 0 : 1

  name        = "${var.name}-worker-host"
  description = "What hosts of workers of ${var.name} may do"
  tags        = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LetHostsActAsThisRole"
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

# What the agent of ECS asks for changes with its versions, so that AWS keeps the list.
resource "aws_iam_role_policy_attachment" "host" {
  count = local.is_fargate ? 0 : 1

  role       = aws_iam_role.host[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "host" {
  count = local.is_fargate ? 0 : 1

  name = "${var.name}-worker-host"
  role = aws_iam_role.host[0].name
  tags = var.tags

  depends_on = [aws_iam_role_policy_attachment.host]
}
