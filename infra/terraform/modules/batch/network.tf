# Workers call out, to S3, ECR and CloudWatch Logs; nobody calls them.

resource "aws_security_group" "workers" {
  #checkov:skip=CKV2_AWS_5:It is attached to the compute environments, through a local value
  count = local.makes_security_group ? 1 : 0

  name_prefix = "${var.name}-workers-"
  description = "Workers of ${var.name}: out by HTTPS, nothing in"
  vpc_id      = var.network.vpc_id
  tags        = merge(var.tags, { Name = "${var.name}-workers" })

  lifecycle {
    create_before_destroy = true # one that is in use cannot be removed
  }
}

resource "aws_vpc_security_group_egress_rule" "https" {
  count = local.makes_security_group ? 1 : 0

  security_group_id = aws_security_group.workers[0].id
  description       = "APIs of AWS: their addresses change, and endpoints of the VPC are among them"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
  tags              = var.tags
}

locals {
  makes_security_group = length(var.network.security_group_ids) == 0
  security_group_ids   = local.makes_security_group ? aws_security_group.workers[*].id : var.network.security_group_ids
}
