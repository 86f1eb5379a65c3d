variable "name" {
  description = "Begins the names of all that is made; another one makes another deployment beside the first."
  type        = string
  default     = "smartcat"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name has 2 to 20 lower-case letters, digits and hyphens, and begins with a letter: buckets are called by it."
  }
}

variable "encryption" {
  description = "Whose keys encrypt: aws (keys of S3, SQS, …, at no cost) or kms (a key of the account, which can be audited and withdrawn)."
  type        = string
  default     = "aws"
  validation {
    condition     = contains(["aws", "kms"], var.encryption)
    error_message = "encryption is aws or kms."
  }
}

variable "kms_key_arn" {
  description = "With kms: a key of yours, which EventBridge, CloudWatch, Budgets and CloudWatch Logs may use; null: one is made."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, not its id or an alias."
  }
  validation {
    condition     = var.kms_key_arn == null || var.encryption == "kms"
    error_message = "A key is used with encryption = \"kms\" only: set it, or leave the key out."
  }
}

variable "tls_only" {
  description = "Whether buckets and queues refuse requests without TLS. Only an emulated AWS has a reason for false."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 365
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653 days."
  }
}

variable "force_destroy" {
  description = "Whether destroying also deletes documents, results and images. Without it, what is not empty stays."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of all that is made, besides application and deployment."
  type        = map(string)
  default     = {}
  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:") && !contains(["application", "deployment"], key)])
    error_message = "Tags cannot begin with aws:, and application and deployment are set here."
  }
}
