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
