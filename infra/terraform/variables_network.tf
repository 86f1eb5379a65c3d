variable "vpc_id" {
  description = "VPC of the subnets; null: the default VPC of the account."
  type        = string
  default     = null
  validation {
    condition     = var.vpc_id == null || can(regex("^vpc-", var.vpc_id))
    error_message = "vpc_id is the id of a VPC: vpc-…"
  }
}

variable "subnet_ids" {
  description = "Where containers run; with a way to S3, ECR and CloudWatch Logs, by endpoints or out. Empty: the subnets of the default VPC."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-", id))])
    error_message = "subnet_ids are ids of subnets: subnet-…"
  }
  validation {
    condition     = (length(var.subnet_ids) > 0) == (var.vpc_id != null)
    error_message = "vpc_id and subnet_ids go together."
  }
}

variable "security_group_ids" {
  description = "Security groups of the containers; empty: one is made, that lets HTTPS out and nothing in."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for id in var.security_group_ids : can(regex("^sg-", id))])
    error_message = "security_group_ids are ids of security groups: sg-…"
  }
}

variable "assign_public_ip" {
  description = "Whether containers on Fargate get a public address: they need one in public subnets, as those of the default VPC are, where they always get it."
  type        = bool
  default     = false
}
