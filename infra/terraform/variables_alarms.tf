variable "alarm_emails" {
  description = "Addresses that alarms go to; each gets a mail to confirm it."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "alarm_emails are addresses: scans@example.org."
  }
}

variable "oldest_message_alarm_s" {
  description = "Seconds that a document may wait before there is an alarm."
  type        = number
  default     = 1800
  validation {
    condition     = var.oldest_message_alarm_s >= 60
    error_message = "oldest_message_alarm_s is at least 60: the metric is no finer."
  }
}

variable "failed_documents_alarm" {
  description = "Documents that may fail within an hour before there is an alarm."
  type        = number
  default     = 0
  validation {
    condition     = var.failed_documents_alarm >= 0
    error_message = "failed_documents_alarm is a number of documents."
  }
}

variable "daily_cost_alarm_usd" {
  description = "What the work of a day may cost, as predicted, before there is an alarm."
  type        = number
  default     = 20
  validation {
    condition     = var.daily_cost_alarm_usd > 0
    error_message = "daily_cost_alarm_usd is more than 0."
  }
}

variable "monthly_budget_usd" {
  description = "What AWS may bill in a month before somebody is told; null: no budget. It needs deployment as an activated cost allocation tag."
  type        = number
  default     = 100
  validation {
    condition     = coalesce(var.monthly_budget_usd, 1) > 0
    error_message = "monthly_budget_usd is more than 0; null for no budget."
  }
}
