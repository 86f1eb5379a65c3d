terraform {
  # 1.9 is the first whose validations may look at other variables.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # All checks ran with 5.100. There is no lock file in the repository, as it would name where
      # providers were got from, so the range keeps out what may change meanings: 6.0.
      version = ">= 5.100, < 6.0"
    }
  }
}
