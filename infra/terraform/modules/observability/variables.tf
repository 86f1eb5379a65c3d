variable "name" {
  description = "Begins the names of all that is made; the dashboard has it as its name."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name has 2 to 20 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "queues" {
  description = "Names of the queues that are watched."
  type = object({
    documents     = string
    dead_letters  = string
    failed_events = string
  })
  validation {
    condition     = length(distinct(values(var.queues))) == 3
    error_message = "The queues are three different ones."
  }
}

variable "redrive_command" {
  description = "What sends documents back that failed again and again: it is told with the alarm."
  type        = string
  validation {
    condition     = length(var.redrive_command) > 0
    error_message = "An alarm without a remedy wakes people in vain."
  }
}

variable "functions" {
  description = "Names of the functions that are watched."
  type = object({
    dispatcher = string
    reconciler = string
  })
  validation {
    condition     = var.functions.dispatcher != var.functions.reconciler
    error_message = "The functions are two different ones."
  }
}

variable "jobs" {
  description = "The job queue that is watched."
  type = object({
    queue_name = string
    queue_arn  = string
  })
  validation {
    condition     = can(regex("^arn:[^:]+:batch:", var.jobs.queue_arn))
    error_message = "queue_arn is the ARN of a job queue."
  }
}

variable "alarm_emails" {
  description = "Addresses that alarms go to; each has to confirm it once."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "alarm_emails are addresses: scans@example.org."
  }
}

variable "thresholds" {
  description = "What alarms go off above: seconds in the queue, failed documents within an hour, predicted USD within a day."
  type = object({
    oldest_message_s = optional(number, 1800)
    failed_documents = optional(number, 0)
    daily_cost_usd   = optional(number, 20)
  })
  default = {}
  validation {
    condition     = alltrue([for threshold in values(var.thresholds) : threshold >= 0])
    error_message = "Thresholds are not negative."
  }
}

variable "monthly_budget_usd" {
  description = "What a month may be billed before somebody is told; null: no budget."
  type        = number
  default     = null
  validation {
    condition     = coalesce(var.monthly_budget_usd, 1) > 0
    error_message = "A budget is more than 0 USD; null for none."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts alarms; null: they are not encrypted."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, not its id or an alias."
  }
}

variable "tags" {
  description = "Tags."
  type        = map(string)
  default     = {}
  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "AWS keeps tags that begin with aws: for itself."
  }
}
