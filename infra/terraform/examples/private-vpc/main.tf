# Documents never leave the network of AWS: containers and functions run in a VPC without a way to the
# internet, no NAT gateway, and reach what they need by endpoints.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

provider "aws" {
  region = var.region
}

module "smartcat" {
  source = "../.."

  worker_image_tag = var.worker_image_tag
  alarm_emails     = var.alarm_emails
  encryption       = "kms"

  vpc_id           = aws_vpc.this.id
  subnet_ids       = aws_subnet.private[*].id
  functions_in_vpc = true

  # Containers cannot start before they can pull their image.
  depends_on = [aws_vpc_endpoint.s3, aws_vpc_endpoint.interface]
}
