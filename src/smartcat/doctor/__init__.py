"""The doctor: why a job does not run, why there is no manifest, and what to do about it."""
