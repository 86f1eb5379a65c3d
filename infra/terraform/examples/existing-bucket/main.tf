# Documents already land in a bucket of yours, encrypted with a key of yours: those below incoming/
# are sorted. Results go to a bucket that is made here, encrypted with a key that is made here.
#
# Events to EventBridge have to be turned on for the bucket; this does not do it, as it would replace
# all other notifications that the bucket has. In the console: Properties, Event notifications, Amazon
# EventBridge. Where its notifications are written in Terraform, eventbridge = true among them.

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

  input_bucket      = var.input_bucket
  input_kms_key_arn = var.input_kms_key_arn
  input_prefix      = "incoming/"
  input_suffixes    = [".pdf", ".tif", ".tiff"]
}
