# S3 costs nothing this way, and takes most of the traffic: documents, results, layers of images.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  tags              = { Name = "smartcat-s3" }
}

# Images come from ecr.api and ecr.dkr, logs of containers go to logs; the functions talk to batch.
# Queues, EventBridge and logs of functions are Lambda's own business, outside of the VPC.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(["ecr.api", "ecr.dkr", "logs", "batch"])

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  tags                = { Name = "smartcat-${each.key}" }
}

resource "aws_security_group" "endpoints" {
  name_prefix = "smartcat-endpoints-"
  description = "Endpoints: HTTPS from within the VPC, nothing out"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "smartcat-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.endpoints.id
  description       = "Containers and functions"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = var.cidr_block
}
