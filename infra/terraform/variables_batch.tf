variable "compute" {
  description = "What runs containers: fargate, or ec2 for hosts of your own, which start more slowly and cost less at length."
  type        = string
  default     = "fargate"
  validation {
    condition     = contains(["fargate", "ec2"], var.compute)
    error_message = "compute is fargate or ec2."
  }
}

variable "spot_max_vcpus" {
  description = "vCPUs at once on Spot capacity, which costs up to 70 % less; 0: none."
  type        = number
  default     = 64
  validation {
    condition     = var.spot_max_vcpus == 0 || var.spot_max_vcpus >= var.worker_vcpus
    error_message = "With fewer vCPUs than worker_vcpus none would ever start; 0 for no Spot capacity."
  }
}

variable "on_demand_max_vcpus" {
  description = "vCPUs at once on demand, where Spot capacity is missing or used up; 0: none, jobs then wait for it."
  type        = number
  default     = 16
  validation {
    condition     = var.on_demand_max_vcpus == 0 || var.on_demand_max_vcpus >= var.worker_vcpus
    error_message = "With fewer vCPUs than worker_vcpus none would ever start; 0 for nothing on demand."
  }
  validation {
    condition     = var.spot_max_vcpus + var.on_demand_max_vcpus > 0
    error_message = "Give spot_max_vcpus or on_demand_max_vcpus more than 0: nothing would ever run."
  }
}

variable "ec2_instance_types" {
  description = "With ec2: families or types of hosts; null: those of the last generations with a good price for computing."
  type        = list(string)
  default     = null
  validation {
    condition     = var.ec2_instance_types == null || try(length(var.ec2_instance_types) > 0, false)
    error_message = "Name a family or a type (c7i, m7i.large), or null."
  }
}

variable "worker_image_tag" {
  description = "Tag of the worker's image in the repository that is made here; make deploy gives it."
  type        = string
  default     = null
  validation {
    condition     = var.worker_image_tag == null || can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.worker_image_tag))
    error_message = "worker_image_tag has letters, digits, dots, hyphens and underscores."
  }
  validation {
    condition     = var.worker_image_tag != "latest"
    error_message = "Tags never move here, so that latest would be the first for ever: name a version."
  }
  validation {
    condition     = (var.worker_image == null) != (var.worker_image_tag == null)
    error_message = "Name worker_image_tag, or else worker_image."
  }
}

variable "worker_image" {
  description = "An image that lies elsewhere, with its registry, and a tag or digest; instead of worker_image_tag. The workers need a way to it, and rights if it is in another ECR."
  type        = string
  default     = null
  validation {
    condition     = var.worker_image == null || can(regex("(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$", var.worker_image))
    error_message = "worker_image ends with a tag or a digest: what runs must not depend on the day."
  }
}

variable "worker_architecture" {
  description = "Processor of the workers: x86_64, for which costs are foretold, or arm64; the image must be made for it."
  type        = string
  default     = "x86_64"
  validation {
    condition     = contains(["arm64", "x86_64"], var.worker_architecture)
    error_message = "worker_architecture is arm64 or x86_64."
  }
}

variable "worker_vcpus" {
  description = "vCPUs of a container: pages read at once."
  type        = number
  default     = 2
  validation {
    condition     = contains([1, 2, 4, 8, 16], var.worker_vcpus)
    error_message = "worker_vcpus is 1, 2, 4, 8 or 16, as Fargate has it: a page takes a whole one."
  }
}

variable "worker_memory_mib" {
  description = "Memory of a container in MiB; 2048 for each vCPU are enough for any page."
  type        = number
  default     = 4096
  validation {
    condition     = var.worker_memory_mib % 1024 == 0 && var.worker_memory_mib >= 2048 * var.worker_vcpus && var.worker_memory_mib <= 8192 * var.worker_vcpus
    error_message = "worker_memory_mib is a multiple of 1024, from 2048 to 8192 for each vCPU, as Fargate has it."
  }
  validation {
    condition     = var.worker_vcpus < 8 || var.worker_memory_mib % (var.worker_vcpus * 512) == 0
    error_message = "With 8 vCPUs Fargate takes multiples of 4096 MiB, with 16 multiples of 8192."
  }
}

variable "worker_disk_gib" {
  description = "Disk of a container on Fargate in GiB; null: 20, which cost nothing. Pages are not kept: 20 are enough."
  type        = number
  default     = null
  validation {
    condition     = var.worker_disk_gib == null || try(var.worker_disk_gib >= 21 && var.worker_disk_gib <= 200, false)
    error_message = "worker_disk_gib is 21 to 200: Fargate takes no other."
  }
}

variable "worker_timeout_s" {
  description = "Seconds that an attempt at a shard may take; shards are meant to take ten minutes at most."
  type        = number
  default     = 3600
  validation {
    condition     = var.worker_timeout_s >= 60
    error_message = "worker_timeout_s is at least 60: AWS Batch takes no less."
  }
}

variable "runnable_timeout_s" {
  description = "Seconds that a job waits for capacity before it is ended, and its documents are told to have failed."
  type        = number
  default     = 14400
  validation {
    condition     = var.runnable_timeout_s >= 600 && var.runnable_timeout_s <= 86400
    error_message = "runnable_timeout_s is 600 to 86400: AWS Batch takes no other."
  }
}
