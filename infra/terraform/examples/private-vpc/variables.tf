variable "region" {
  description = "Region of AWS."
  type        = string
  default     = "eu-central-1"
  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is one of AWS: eu-central-1."
  }
}

variable "worker_image_tag" {
  description = "Tag of the worker's image that was pushed."
  type        = string
  validation {
    condition     = length(var.worker_image_tag) > 0
    error_message = "Name the tag that was pushed."
  }
}

variable "alarm_emails" {
  description = "Addresses that alarms go to."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for address in var.alarm_emails : strcontains(address, "@")])
    error_message = "alarm_emails are addresses: scans@example.org."
  }
}

variable "cidr_block" {
  description = "Addresses of the VPC."
  type        = string
  default     = "10.42.0.0/20"
  validation {
    condition     = can(cidrsubnet(var.cidr_block, 4, 1))
    error_message = "cidr_block is a range of addresses with room for two subnets: 10.42.0.0/20."
  }
}

variable "zones" {
  description = "Letters of the zones that get a subnet. Named here, since the list that AWS gives grows, and moves subnets."
  type        = list(string)
  default     = ["a", "b"]
  validation {
    condition     = length(var.zones) >= 1 && length(var.zones) <= 16 && alltrue([for zone in var.zones : can(regex("^[a-z]$", zone))])
    error_message = "zones are letters: [\"a\", \"b\"]."
  }
}
