variable "name" {
  description = "Begins the names of all that is made; other tests make things called smartcat."
  type        = string
  default     = "deployed"
  validation {
    condition     = var.name != "smartcat"
    error_message = "Other tests make things called smartcat."
  }
}

variable "endpoint" {
  description = "Address of the emulated AWS."
  type        = string
  validation {
    condition     = can(regex("^http://(127|172|192\\.168|10)[0-9.]+:[0-9]+$", var.endpoint))
    error_message = "endpoint is on this machine, or in a network of its containers."
  }
}

variable "lambda_package" {
  description = "The zip of the functions."
  type        = string
  validation {
    condition     = fileexists(var.lambda_package)
    error_message = "There is no such file."
  }
}

variable "worker_image" {
  description = "The image of the worker."
  type        = string
  validation {
    condition     = strcontains(var.worker_image, ":")
    error_message = "worker_image has a tag."
  }
}

variable "architecture" {
  description = "Processor of this machine: containers run on it."
  type        = string
  default     = "x86_64"
  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "lambda_timeout_s" {
  description = "Seconds that a call may take."
  type        = number
  default     = 30
  validation {
    condition     = var.lambda_timeout_s >= 3
    error_message = "lambda_timeout_s is at least 3."
  }
}

variable "visibility_timeout_s" {
  description = "Seconds that a document is hidden while it is sorted."
  type        = number
  default     = 30
  validation {
    condition     = var.visibility_timeout_s >= 3
    error_message = "visibility_timeout_s is at least 3."
  }
}

variable "max_inline_bytes" {
  description = "Documents of more bytes go to AWS Batch."
  type        = number
  default     = 52428800
  validation {
    condition     = var.max_inline_bytes >= 0
    error_message = "max_inline_bytes is not negative."
  }
}
