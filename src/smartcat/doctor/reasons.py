"""Why jobs wait, and why they failed, as AWS Batch describes them."""

from typing import Any

from smartcat.doctor.findings import Check, Finding
from smartcat.errors import ExitCode
from smartcat.plan.jobs import run_of_job

_LONG_MS = 600_000
"""A container on Fargate starts in about a minute."""
_BLOCKED = {
    "COMPUTE_ENVIRONMENT_MAX_RESOURCE": (
        "no compute environment is large enough for a container: raise maxvCpus, or ask for less "
        "in the job definition"
    ),
    "JOB_RESOURCE_REQUIREMENT": (
        "no kind of host has what a container asks for: change vCPUs and memory in the job "
        "definition"
    ),
    "EC2_INSTANCE_CONFIGURATION_UNSUPPORTED": (
        "no such host can be started: change ec2_instance_types, or their zones"
    ),
    "SERVICE_ROLE_PERMISSIONS": (
        "the service role of the compute environment lacks rights: give it AWSBatchServiceRole"
    ),
    "ACTION_REQUIRED": "do what the reason says",
    "MISCONFIGURATION": "mend what the reason names",
}
"""Why the first job of a queue does not start (AWS Batch User Guide, Jobs stuck in a RUNNABLE
status)."""
_CAPACITY = "CAPACITY:"
_WORDS = {
    "CannotPullContainer": (
        "the image cannot be pulled: is its tag in the repository, and does the subnet have a way "
        "to ECR?"
    ),
    "ResourceInitializationError": (
        "the container could not start: does the subnet have a way to ECR, S3 and CloudWatch Logs, "
        "and does the execution role have its rights?"
    ),
    "OutOfMemory": "it needed more memory: raise worker_memory_mib",
    "Host EC2": "its Spot host was lost: nothing to do, other hosts take it up",
    "Your Spot Task was interrupted": "its Spot host was lost: nothing to do, others take it up",
    "Job attempt duration exceeded timeout": "it took too long: raise worker_timeout_s",
    "JobStateTimeLimit": (
        "it could not start for too long, and was ended: mend what the reason names, then retry"
    ),
}
_SIGNALS = {
    137: "it was killed, mostly for lack of memory: raise worker_memory_mib",
    143: "it was told to stop before it had begun: nothing to do, it is tried again",
}


def why_waiting(check: Check, job: dict[str, Any], now_ms: float) -> Finding:
    """Say why a job waits for a host.

    Args:
        check: What is looked at.
        job: The job, as Batch lists or describes it.
        now_ms: The time, in milliseconds.
    """
    reason = job.get("statusReason", "")
    if _CAPACITY in reason:
        return check.passing(
            f"it waits for a host: {reason}",
            "AWS has no such capacity now: wait, or add another compute environment, zone or type "
            "of host",
        )
    remedy = next((text for kind, text in _BLOCKED.items() if kind in reason), None)
    if remedy:
        return check.error(f"it cannot start: {reason}", remedy)
    ago_ms = now_ms - job.get("createdAt", now_ms)
    if ago_ms > _LONG_MS:
        return check.passing(
            f"it was submitted {ago_ms / 60_000:.0f} minutes ago, and waits for a host"
            + (f": {reason}" if reason else ""),
            "other jobs may be ahead, or Spot capacity is missing; look at maxvCpus and quotas",
        )
    return check.ok("it waits for a host, which takes a minute or two")


def why_failed(check: Check, job: dict[str, Any], alike: int = 1) -> Finding:
    """Say why a job failed.

    Args:
        check: What is looked at.
        job: The job, or a child of an array, as Batch describes it.
        alike: How many children failed like this one.
    """
    container = job.get("container", {})
    reasons = [job.get("statusReason", ""), container.get("reason", "")]
    said = "; ".join(reason for reason in reasons if reason) or "no reason is given"
    code = container.get("exitCode")
    remedy = next((text for words, text in _WORDS.items() if words in said), None)
    if remedy is None and code is not None:
        remedy = _SIGNALS.get(code) or _meaning(code, job.get("jobName", ""))
    stream = container.get("logStreamName")
    parts = (
        f"it ended with {code}: {said}" if code is not None else f"it failed: {said}",
        _attempts(job),
        f"; so did {alike - 1} others of its array" if alike > 1 else "",
        f"; its log: {stream}" if stream else "",
    )
    return check.warning("".join(parts), remedy or "look at its log")


def _attempts(job: dict[str, Any]) -> str:
    tried, most = len(job.get("attempts", ())), job.get("retryStrategy", {}).get("attempts")
    if tried > 1 and most is not None and tried >= most:
        return f", and all {tried} attempts are used up"
    return f", after {tried} attempts" if tried > 1 else ""


def _meaning(code: int, name: str) -> str | None:
    if code not in set(ExitCode):
        return None
    run_id = run_of_job(name) or "RUN"
    meaning = ExitCode(code).name.lower().replace("_", " ")
    return f"{code} means: {meaning}; smartcat-batch logs {run_id} says more"
