variable "name" {
  description = "Begins the names of all that is made; the job queue has it as its name."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name has 2 to 20 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "compute" {
  description = "What runs containers: fargate or ec2."
  type        = string
  default     = "fargate"
  validation {
    condition     = contains(["fargate", "ec2"], var.compute)
    error_message = "compute is fargate or ec2."
  }
}

variable "max_vcpus" {
  description = "vCPUs at once, on Spot capacity and on demand; 0: none of the kind."
  type = object({
    spot      = optional(number, 64)
    on_demand = optional(number, 16)
  })
  default = {}
  validation {
    condition     = var.max_vcpus.spot >= 0 && var.max_vcpus.on_demand >= 0 && var.max_vcpus.spot + var.max_vcpus.on_demand > 0
    error_message = "One of the kinds needs vCPUs."
  }
  validation {
    condition     = alltrue([for vcpus in values(var.max_vcpus) : vcpus == 0 || vcpus >= var.worker.vcpus])
    error_message = "With fewer vCPUs than a worker has, none would ever start."
  }
}

variable "ec2_instance_types" {
  description = "With ec2: what hosts may be; the more kinds, the less often Spot hosts are lost."
  type        = list(string)
  default     = ["c7i", "c6i", "m7i", "m6i"]
  validation {
    condition     = length(var.ec2_instance_types) > 0
    error_message = "Name a family or a type: c7i, m7i.large."
  }
}

variable "worker" {
  description = "The container: its image, or the tag of one in the repository that is made here, and what it is given; timeout_s is for each attempt."
  type = object({
    image        = optional(string)
    image_tag    = optional(string)
    architecture = optional(string, "x86_64")
    vcpus        = optional(number, 2)
    memory_mib   = optional(number, 4096)
    disk_gib     = optional(number)
    timeout_s    = optional(number, 3600)
  })
  validation {
    condition     = (var.worker.image == null) != (var.worker.image_tag == null)
    error_message = "Name image_tag, or else image."
  }
  validation {
    condition     = contains(["arm64", "x86_64"], var.worker.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
  validation {
    condition     = var.worker.timeout_s >= 60
    error_message = "AWS Batch takes no time limit under 60 seconds."
  }
}

variable "runnable_timeout_s" {
  description = "Seconds that a job waits for capacity before it is ended."
  type        = number
  default     = 14400
  validation {
    condition     = var.runnable_timeout_s >= 600 && var.runnable_timeout_s <= 86400
    error_message = "runnable_timeout_s is 600 to 86400 seconds: AWS Batch takes no other."
  }
}

variable "network" {
  description = "Where containers run; without security groups, one is made that lets HTTPS out."
  type = object({
    vpc_id             = string
    subnet_ids         = list(string)
    security_group_ids = optional(list(string), [])
    assign_public_ip   = optional(bool, false)
  })
  validation {
    condition     = length(var.network.subnet_ids) > 0
    error_message = "Containers need a subnet."
  }
}

variable "storage_policies" {
  description = "What the worker may do with documents and results: policies as JSON, by what they allow."
  type        = map(string)
  validation {
    condition     = alltrue([for policy in values(var.storage_policies) : can(jsondecode(policy).Statement)])
    error_message = "storage_policies are IAM policies as JSON."
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
  description = "Key that encrypts images and logs; null: keys of AWS."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[^:]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, not its id or an alias."
  }
}

variable "force_destroy" {
  description = "Whether destroying also deletes images."
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
