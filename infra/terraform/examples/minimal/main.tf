# All that is needed, in the default VPC of the account: Fargate Spot, and on demand where it is full.

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
}
