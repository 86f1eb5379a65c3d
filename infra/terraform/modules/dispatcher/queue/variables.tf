variable "name" {
  description = "Name of the queue."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,80}$", var.name))
    error_message = "A queue's name has 1 to 80 letters, digits, hyphens and underscores."
  }
}

variable "visibility_timeout_s" {
  description = "Seconds that a message is hidden from others once it was received."
  type        = number
  default     = 30
  validation {
    condition     = var.visibility_timeout_s >= 0 && var.visibility_timeout_s <= 43200
    error_message = "A message can be hidden for 0 to 43200 seconds (12 hours)."
  }
}

variable "dead_letters" {
  description = "Where messages go that were received so often in vain; null: nowhere."
  type = object({
    queue_arn         = string
    max_receive_count = number
  })
  default = null
  validation {
    condition     = var.dead_letters == null || try(var.dead_letters.max_receive_count >= 1, false)
    error_message = "max_receive_count is at least 1."
  }
}

variable "sender_rule_arns" {
  description = "EventBridge rules that may send to the queue."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for arn in var.sender_rule_arns : can(regex("^arn:[^:]+:events:", arn))])
    error_message = "sender_rule_arns are ARNs of EventBridge rules."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "Key that encrypts messages; null: a key of SQS."
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
