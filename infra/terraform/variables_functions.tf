variable "lambda_package" {
  description = "The zip of both functions; null: dist/lambda-ARCHITECTURE.zip, where make package puts it."
  type        = string
  default     = null
  validation {
    condition     = var.lambda_package == null || try(fileexists(var.lambda_package), false)
    error_message = "There is no such file; make it: make package."
  }
}

variable "lambda_architecture" {
  description = "Processor of the functions: arm64, which costs a fifth less, or x86_64."
  type        = string
  default     = "arm64"
  validation {
    condition     = contains(["arm64", "x86_64"], var.lambda_architecture)
    error_message = "lambda_architecture is arm64 or x86_64."
  }
}

variable "lambda_memory_mib" {
  description = "Memory of the dispatcher in MiB. One whole processor comes with 1769; new accounts may be held to 3008."
  type        = number
  default     = 1769
  validation {
    condition     = var.lambda_memory_mib >= 512 && var.lambda_memory_mib <= 10240
    error_message = "lambda_memory_mib is 512 to 10240: with less, a page at 300 dpi does not fit."
  }
}

variable "lambda_timeout_s" {
  description = "Seconds that a call may take. What is predicted to take longer goes to AWS Batch."
  type        = number
  default     = 300
  validation {
    condition     = var.lambda_timeout_s >= 3 && var.lambda_timeout_s <= 900
    error_message = "lambda_timeout_s is 3 to 900: Lambda takes no other."
  }
}

variable "lambda_concurrency" {
  description = "Documents that the dispatcher sorts at once, at most."
  type        = number
  default     = 10
  validation {
    condition     = var.lambda_concurrency >= 2 && var.lambda_concurrency <= 1000
    error_message = "lambda_concurrency is 2 to 1000: Lambda takes no other."
  }
}

variable "lambda_reserved_concurrency" {
  description = "Calls at once that the account keeps free for the dispatcher; -1: none. New accounts have none to keep."
  type        = number
  default     = -1
  validation {
    condition     = var.lambda_reserved_concurrency == -1 || var.lambda_reserved_concurrency >= var.lambda_concurrency
    error_message = "With less than lambda_concurrency, documents would be thrown back; reserve as many, or -1 for none."
  }
}

variable "visibility_timeout_s" {
  description = "Seconds that a document is hidden while it is sorted; null: six times lambda_timeout_s, as AWS advises."
  type        = number
  default     = null
  validation {
    condition     = var.visibility_timeout_s == null || try(var.visibility_timeout_s >= var.lambda_timeout_s && var.visibility_timeout_s <= 43200, false)
    error_message = "visibility_timeout_s is at least lambda_timeout_s, or documents are sorted twice, and at most 43200."
  }
}

variable "max_receive_count" {
  description = "How often a document is tried before it becomes a dead letter."
  type        = number
  default     = 5
  validation {
    condition     = var.max_receive_count >= 1 && var.max_receive_count <= 1000
    error_message = "max_receive_count is 1 to 1000. AWS advises 5 and more: throttled calls count, too."
  }
}

variable "max_inline_bytes" {
  description = "Documents of more bytes go to AWS Batch without a look inside."
  type        = number
  default     = 52428800
  validation {
    condition     = var.max_inline_bytes >= 0 && var.max_inline_bytes <= 536870912
    error_message = "max_inline_bytes is 0 to 536870912 (512 MiB): /tmp of the dispatcher has 1 GiB."
  }
}

variable "shard_seconds" {
  description = "Seconds of work that a container takes at least of a document, before it is shared out to more of them."
  type        = number
  default     = 30
  validation {
    condition     = var.shard_seconds >= 1 && var.shard_seconds <= 600
    error_message = "shard_seconds is 1 to 600: a container takes about a minute to start."
  }
}

variable "model" {
  description = "URI of a model bundle, in the results bucket below models/; empty: the starter that comes with SmartCat, which knows made-up paperwork only."
  type        = string
  default     = ""
  validation {
    condition     = var.model == "" || can(regex("^s3://[^/]+/.+\\.smartcat$", var.model))
    error_message = "model is s3://bucket/…/name.smartcat, or empty."
  }
}

variable "model_sha256" {
  description = "Digest of the model bundle, as smartcat model show tells it; it is refused if it has another one."
  type        = string
  default     = ""
  validation {
    condition     = var.model_sha256 == "" || can(regex("^[0-9a-f]{64}$", var.model_sha256))
    error_message = "model_sha256 is 64 hexadecimal digits in small letters."
  }
  validation {
    condition     = (var.model == "") == (var.model_sha256 == "")
    error_message = "A model and its digest go together: it decides what people rely on."
  }
}

variable "languages" {
  description = "Languages that are recognised, in codes of Tesseract."
  type        = string
  default     = "eng+deu"
  validation {
    condition     = can(regex("^[A-Za-z_]+(\\+[A-Za-z_]+)*$", var.languages))
    error_message = "languages are codes of Tesseract, joined by +: eng+deu."
  }
}

variable "log_level" {
  description = "What functions log: DEBUG, INFO, WARNING or ERROR."
  type        = string
  default     = "INFO"
  validation {
    condition     = contains(["DEBUG", "INFO", "WARNING", "ERROR"], var.log_level)
    error_message = "log_level is DEBUG, INFO, WARNING or ERROR."
  }
}

variable "reconcile_every_minutes" {
  description = "How often the reconciler looks for what was lost."
  type        = number
  default     = 10
  validation {
    condition     = var.reconcile_every_minutes >= 5 && var.reconcile_every_minutes <= 15
    error_message = "reconcile_every_minutes is 5 to 15."
  }
}

variable "functions_in_vpc" {
  description = "Whether the functions, too, run in the subnets, where they need a way to S3 and AWS Batch."
  type        = bool
  default     = false
}
