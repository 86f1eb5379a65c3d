variable "name" {
  description = "Begins the names of all that is made."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name has 2 to 20 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "encryption" {
  description = "Whose keys encrypt: aws (keys of S3) or kms (a key of the account)."
  type        = string
  default     = "aws"
  validation {
    condition     = contains(["aws", "kms"], var.encryption)
    error_message = "encryption is aws or kms."
  }
}

variable "kms_key_arn" {
  description = "With kms: the key; null: one is made."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, not its id or an alias."
  }
}

variable "input_bucket" {
  description = "Bucket that documents land in; null: one is made."
  type        = string
  default     = null
  validation {
    condition     = var.input_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.input_bucket))
    error_message = "input_bucket is the name of a bucket, without s3:// and without a prefix."
  }
}

variable "input_kms_key_arn" {
  description = "Key that an existing input bucket is encrypted with; null: none of the account."
  type        = string
  default     = null
  validation {
    condition     = var.input_kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.input_kms_key_arn))
    error_message = "input_kms_key_arn is the ARN of a key, not its id or an alias."
  }
}

variable "results_prefix" {
  description = "Stands before all keys of results; empty: the whole bucket."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^([A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*)?$", var.results_prefix))
    error_message = "results_prefix has no slash at its beginning and end: results or team/results."
  }
}

variable "tls_only" {
  description = "Whether the buckets refuse requests without TLS."
  type        = bool
  default     = true
}

variable "lifecycle_rules" {
  description = "What is removed by itself: replaced versions after noncurrent_days, documents of a new input bucket after input_days (null: never)."
  type = object({
    enabled         = optional(bool, true)
    noncurrent_days = optional(number, 30)
    input_days      = optional(number)
  })
  default = {}
  validation {
    condition     = var.lifecycle_rules.noncurrent_days >= 1 && coalesce(var.lifecycle_rules.input_days, 1) >= 1
    error_message = "Days are at least 1."
  }
}

variable "access_log_bucket" {
  description = "Bucket that gets access logs; null: none are written."
  type        = string
  default     = null
  validation {
    condition     = var.access_log_bucket == null || var.access_log_bucket != var.input_bucket
    error_message = "Access logs in the input bucket would be taken for documents; name another one."
  }
}

variable "force_destroy" {
  description = "Whether destroying also deletes documents and results."
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
