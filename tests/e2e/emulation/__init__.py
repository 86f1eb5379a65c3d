"""AWS on this machine: ministack, with jobs of AWS Batch that run in real containers."""
