variable "name" {
  description = "Name of the function, of its role and of its log group."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "description" {
  description = "What the function does."
  type        = string
  validation {
    condition     = length(var.description) <= 256
    error_message = "A description has 256 characters at most."
  }
}

variable "handler" {
  description = "What is called: path/of/module.function."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_/]+\\.[A-Za-z0-9_]+$", var.handler))
    error_message = "handler is a path in the package, a dot and a function: lambdas/dispatcher/handler.handle."
  }
}

variable "package" {
  description = "The code: a zip in a bucket, its digest, and the processor that it is for."
  type = object({
    bucket        = string
    key           = string
    sha256_base64 = string
    architecture  = string
  })
  validation {
    condition     = contains(["arm64", "x86_64"], var.package.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "memory_mib" {
  description = "Memory in MiB; processors come in proportion."
  type        = number
  validation {
    condition     = var.memory_mib >= 128 && var.memory_mib <= 10240
    error_message = "A function has 128 to 10240 MiB."
  }
}

variable "disk_mib" {
  description = "Room in /tmp, in MiB."
  type        = number
  default     = 512
  validation {
    condition     = var.disk_mib >= 512 && var.disk_mib <= 10240
    error_message = "/tmp has 512 to 10240 MiB."
  }
}

variable "timeout_s" {
  description = "Seconds that a call may take."
  type        = number
  validation {
    condition     = var.timeout_s >= 1 && var.timeout_s <= 900
    error_message = "A call takes 1 to 900 seconds at most."
  }
}

variable "reserved_concurrency" {
  description = "Calls at once, kept free for this function; -1: as many as the account has."
  type        = number
  default     = -1
  validation {
    condition     = var.reserved_concurrency >= -1
    error_message = "reserved_concurrency is -1, or a number of calls."
  }
}

variable "environment" {
  description = "Variables of the function."
  type        = map(string)
  validation {
    condition     = alltrue([for name in keys(var.environment) : !startswith(name, "AWS_")])
    error_message = "Lambda sets variables that begin with AWS_ itself."
  }
}

variable "policies" {
  description = "What the function may do besides writing its log: policies as JSON, by what they are for."
  type        = map(string)
  validation {
    condition     = alltrue([for policy in values(var.policies) : can(jsondecode(policy).Statement)])
    error_message = "policies are IAM policies as JSON."
  }
}

variable "network" {
  description = "Where the function runs; null: outside of any VPC, with a way to all of AWS."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
  validation {
    condition     = var.network == null || try(length(var.network.subnet_ids) > 0 && length(var.network.security_group_ids) > 0, false)
    error_message = "A function in a VPC needs a subnet and a security group."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  validation {
    condition     = var.log_retention_days >= 1
    error_message = "Logs are kept for a day at least."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts variables and logs; null: keys of AWS."
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
