# What the provider checks the form of, and what follows from it.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}
mock_data "aws_partition" {
  defaults = { partition = "aws" }
}
mock_data "aws_region" {
  defaults = { name = "eu-central-1" }
}
mock_data "aws_vpc" {
  defaults = { id = "vpc-default" }
}
mock_data "aws_subnets" {
  defaults = { ids = ["subnet-default"] }
}
mock_data "aws_s3_bucket" {
  defaults = {
    id  = "scans"
    arn = "arn:aws:s3:::scans"
  }
}

mock_resource "aws_batch_compute_environment" {
  defaults = { arn = "arn:aws:batch:eu-central-1:123456789012:compute-environment/mock" }
}
mock_resource "aws_batch_job_definition" {
  defaults = {
    arn        = "arn:aws:batch:eu-central-1:123456789012:job-definition/smartcat-worker:1"
    arn_prefix = "arn:aws:batch:eu-central-1:123456789012:job-definition/smartcat-worker"
  }
}
mock_resource "aws_batch_job_queue" {
  defaults = { arn = "arn:aws:batch:eu-central-1:123456789012:job-queue/smartcat" }
}
mock_resource "aws_cloudwatch_event_rule" {
  defaults = { arn = "arn:aws:events:eu-central-1:123456789012:rule/mock" }
}
mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mock" }
}
mock_resource "aws_cloudwatch_metric_alarm" {
  defaults = { arn = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:mock" }
}
mock_resource "aws_ecr_repository" {
  defaults = {
    arn            = "arn:aws:ecr:eu-central-1:123456789012:repository/smartcat/worker"
    repository_url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/smartcat/worker"
  }
}
mock_resource "aws_iam_instance_profile" {
  defaults = { arn = "arn:aws:iam::123456789012:instance-profile/mock" }
}
mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/mock" }
}
mock_resource "aws_kms_key" {
  defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/mock" }
}
mock_resource "aws_lambda_alias" {
  defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:mock:live" }
}
mock_resource "aws_lambda_function" {
  defaults = {
    arn     = "arn:aws:lambda:eu-central-1:123456789012:function:mock"
    version = "1"
  }
}
mock_resource "aws_launch_template" {
  defaults = { id = "lt-mock" }
}
mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::mock" }
}
mock_resource "aws_security_group" {
  defaults = { id = "sg-mock" }
}
mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:smartcat-alarms" }
}
mock_resource "aws_sqs_queue" {
  defaults = {
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/mock"
    arn = "arn:aws:sqs:eu-central-1:123456789012:mock"
  }
}
