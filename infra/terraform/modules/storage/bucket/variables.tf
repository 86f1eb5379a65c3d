variable "name" {
  description = "Name of the bucket; in use nowhere else at AWS."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits and hyphens."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts objects; null: keys of S3."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, not its id or an alias."
  }
}

variable "tls_only" {
  description = "Whether requests without TLS are refused."
  type        = bool
  default     = true
}

variable "enable_lifecycle" {
  description = "Whether old versions and unfinished uploads are removed."
  type        = bool
  default     = true
}

variable "noncurrent_days" {
  description = "Days that replaced and deleted versions are kept."
  type        = number
  default     = 30
  validation {
    condition     = var.noncurrent_days >= 1 && floor(var.noncurrent_days) == var.noncurrent_days
    error_message = "noncurrent_days is a whole number of at least 1."
  }
}

variable "expire_days" {
  description = "Days after which objects are deleted, by prefix; an empty prefix means all."
  type        = map(number)
  default     = {}
  validation {
    condition     = alltrue([for days in values(var.expire_days) : days >= 1])
    error_message = "Objects can be kept for a day at least."
  }
}

variable "access_log_bucket" {
  description = "Bucket that gets access logs; null: none are written."
  type        = string
  default     = null
  validation {
    condition     = var.access_log_bucket != var.name
    error_message = "A bucket that logs into itself grows without end; name another one."
  }
}

variable "force_destroy" {
  description = "Whether destroying also deletes the objects."
  type        = bool
  default     = false
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
