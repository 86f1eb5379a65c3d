variable "name" {
  description = "Begins the names of all that is made."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name has 2 to 20 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "input" {
  description = "Where documents land, and which of them count: their keys begin with prefix and end with one of suffixes, if there are any."
  type = object({
    bucket   = string
    prefix   = optional(string, "")
    suffixes = optional(list(string), [])
  })
  validation {
    condition     = alltrue([for part in concat([var.input.prefix], var.input.suffixes) : !can(regex("[*\\\\]", part))])
    error_message = "prefix and suffixes are taken as they are; they cannot have * or \\."
  }
}

variable "results" {
  description = "Where results go: the bucket, and its URI with the prefix."
  type = object({
    bucket = string
    uri    = string
  })
  validation {
    condition     = startswith(var.results.uri, "s3://")
    error_message = "uri is s3://bucket or s3://bucket/prefix."
  }
}

variable "jobs" {
  description = "Where large documents go: the job queue and the job definition (its ARN without a revision), what their jobs are called, and what a container is given."
  type = object({
    queue_name      = string
    queue_arn       = string
    definition_name = string
    definition_arn  = string
    job_arns        = string
    vcpus           = number
    memory_mib      = number
  })
  validation {
    condition     = !can(regex(":[0-9]+$", var.jobs.definition_arn))
    error_message = "definition_arn has no revision: a run goes on with the one that it began with."
  }
}

variable "package" {
  description = "The zip of both functions, and the processor that it was made for."
  type = object({
    path         = string
    architecture = string
  })
  validation {
    condition     = fileexists(var.package.path)
    error_message = "There is no package ${var.package.path}; make it: make package."
  }
}

variable "queue" {
  description = "How documents are taken from the queue: batch_size at a time, by maximum_concurrency calls at once, hidden for visibility_timeout_s, given up after max_receive_count."
  type = object({
    visibility_timeout_s = number
    max_receive_count    = optional(number, 5)
    batch_size           = optional(number, 1)
    maximum_concurrency  = optional(number, 10)
  })
  validation {
    condition     = var.queue.maximum_concurrency >= 2 && var.queue.maximum_concurrency <= 1000
    error_message = "maximum_concurrency is 2 to 1000: Lambda takes no other."
  }
  validation {
    condition     = var.queue.batch_size >= 1 && var.queue.batch_size <= 10
    error_message = "batch_size is 1 to 10."
  }
  validation {
    condition     = var.queue.visibility_timeout_s >= var.dispatcher.timeout_s
    error_message = "A document must be hidden for as long as a call may take, or it is sorted twice."
  }
}

variable "dispatcher" {
  description = "The function that sorts small documents."
  type = object({
    memory_mib           = optional(number, 1769)
    disk_mib             = optional(number, 1024)
    timeout_s            = optional(number, 300)
    reserved_concurrency = optional(number, -1)
  })
  default = {}
  validation {
    condition     = var.dispatcher.reserved_concurrency == -1 || var.dispatcher.reserved_concurrency >= 2
    error_message = "With fewer than 2 calls the queue cannot be served: reserve more, or -1 for none."
  }
}

variable "reconciler" {
  description = "The function that finishes what was lost, and how often it looks."
  type = object({
    memory_mib    = optional(number, 1024)
    timeout_s     = optional(number, 300)
    every_minutes = optional(number, 10)
  })
  default = {}
  validation {
    condition     = var.reconciler.every_minutes >= 2 && var.reconciler.every_minutes <= 60
    error_message = "every_minutes is 2 to 60."
  }
}

variable "environment" {
  description = "Variables of both functions, besides those that this module knows itself."
  type        = map(string)
  default     = {}
  validation {
    condition     = alltrue([for name in keys(var.environment) : !startswith(name, "AWS_")])
    error_message = "Lambda sets variables that begin with AWS_ itself."
  }
}

variable "storage_policies" {
  description = "What both may do with documents and results: policies as JSON, by what they allow."
  type        = map(string)
  validation {
    condition     = alltrue([for policy in values(var.storage_policies) : can(jsondecode(policy).Statement)])
    error_message = "storage_policies are IAM policies as JSON."
  }
}

variable "network" {
  description = "Where the functions run; null: outside of any VPC."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
  validation {
    condition     = var.network == null || try(length(var.network.subnet_ids) > 0, false)
    error_message = "A function in a VPC needs a subnet."
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

variable "tls_only" {
  description = "Whether the queues refuse requests without TLS."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "Key that encrypts messages, variables and logs; null: keys of AWS."
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
