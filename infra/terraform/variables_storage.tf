variable "input_bucket" {
  description = "An existing bucket that documents land in, with events to EventBridge turned on; null: one is made."
  type        = string
  default     = null
  validation {
    condition     = var.input_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.input_bucket))
    error_message = "input_bucket is the name of a bucket, without s3:// and without a prefix; that is input_prefix."
  }
}

variable "input_kms_key_arn" {
  description = "Key that the existing bucket is encrypted with; null: none of the account."
  type        = string
  default     = null
  validation {
    condition     = var.input_kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.input_kms_key_arn))
    error_message = "input_kms_key_arn is the ARN of a key, not its id or an alias."
  }
  validation {
    condition     = var.input_kms_key_arn == null || var.input_bucket != null
    error_message = "input_kms_key_arn goes with an existing input_bucket; for the one that is made, set kms_key_arn."
  }
}

variable "input_prefix" {
  description = "Only documents whose keys begin so are sorted; empty: all."
  type        = string
  default     = ""
  validation {
    condition     = !can(regex("[*\\\\]", var.input_prefix)) && !startswith(var.input_prefix, "/")
    error_message = "input_prefix is taken as it is, without * and \\, and keys do not begin with a slash: incoming/."
  }
}

variable "input_suffixes" {
  description = "Only documents whose keys end so are sorted, in small or capital letters; empty: all, and what is no document gets a manifest that says so."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for suffix in var.input_suffixes : can(regex("^\\.[A-Za-z0-9]+$", suffix))])
    error_message = "input_suffixes are endings with their dot: [\".pdf\", \".tif\"]."
  }
}

variable "input_days" {
  description = "Days after which documents in a bucket that is made here are deleted; null: never."
  type        = number
  default     = null
  validation {
    condition     = coalesce(var.input_days, 1) >= 1
    error_message = "Documents are kept for a day at least; null keeps them for ever."
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

variable "enable_lifecycle" {
  description = "Whether replaced versions, forgotten claims and unfinished uploads are removed by themselves."
  type        = bool
  default     = true
}

variable "noncurrent_days" {
  description = "Days that replaced and deleted versions of objects are kept."
  type        = number
  default     = 30
  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days is at least 1."
  }
}

variable "access_log_bucket" {
  description = "An existing bucket that gets access logs of the buckets made here; null: none are written."
  type        = string
  default     = null
  validation {
    condition     = var.access_log_bucket == null || var.access_log_bucket != var.input_bucket
    error_message = "Access logs in the input bucket would be taken for documents; name another one."
  }
}
