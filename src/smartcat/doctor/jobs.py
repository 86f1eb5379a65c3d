"""Look at jobs: those that wait, and those that failed."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.errors import ExitCode

_LONG_MS = 600_000
"""A container on Fargate starts in about a minute."""
_AT_MOST = 20
"""So many jobs are looked at of each kind."""
_BLOCKED = {
    "COMPUTE_ENVIRONMENT_MAX_RESOURCE": (
        "no compute environment is large enough for a container: raise maxvCpus, or ask for less "
        "in the job definition"
    ),
    "JOB_RESOURCE_REQUIREMENT": (
        "no kind of host has what a container asks for: change vCPUs and memory in the job "
        "definition"
    ),
    "SERVICE_ROLE_PERMISSIONS": (
        "the service role of the compute environment lacks rights: give it AWSBatchServiceRole"
    ),
    "INSUFFICIENT_INSTANCE_CAPACITY": (
        "AWS has no such capacity now: wait, or add another compute environment, zone or type of "
        "host"
    ),
}
"""Why the first job of a queue does not start (AWS Batch User Guide, Troubleshooting blocked job
queues)."""
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
}
_SIGNALS = {
    137: "it was killed, mostly for lack of memory: raise worker_memory_mib",
    143: "it was told to stop before it had begun",
}


def job_checks(ask: Ask, queue: str) -> Iterator[Check]:
    """What is to be looked at of the jobs of a queue."""
    rights = "batch:ListJobs and batch:DescribeJobs"
    yield Check("waiting jobs", queue, rights, lambda check: _waiting(ask, check))
    yield Check("failed jobs", queue, rights, lambda check: _failed(ask, check))


def _waiting(ask: Ask, check: Check) -> Iterable[Finding]:
    jobs = _jobs(ask, check.subject, "RUNNABLE")
    if not jobs:
        yield check.ok("no job waits for a host")
        return
    told = {job["jobId"]: job for job in _described(ask, jobs)}
    for job in jobs:
        one = check.about(job["jobName"])
        reason = told.get(job["jobId"], job).get("statusReason", "")
        waited_ms = time.time() * 1000 - job["createdAt"]
        remedy = next((text for kind, text in _BLOCKED.items() if kind in reason), None)
        if remedy:
            yield one.error(f"it cannot start: {reason}", remedy)
        elif waited_ms > _LONG_MS:
            yield one.warning(
                f"it waits for {waited_ms / 60_000:.0f} minutes"
                + (f": {reason}" if reason else ""),
                "other jobs may be ahead, or Spot capacity is missing; look at maxvCpus and quotas",
            )
        else:
            yield one.ok("it waits for a host, which takes a minute or two")


def _failed(ask: Ask, check: Check) -> Iterable[Finding]:
    jobs = [job for job in _jobs(ask, check.subject, "FAILED") if _is_ours(job)]
    if not jobs:
        yield check.ok("none failed in the last week")
    for job in _described(ask, jobs):
        yield why_failed(check.about(job["jobName"]), job)


def why_failed(check: Check, job: dict[str, Any]) -> Finding:
    """Say why a job failed, as Batch describes it."""
    container = job.get("container", {})
    reasons = [job.get("statusReason", ""), container.get("reason", "")]
    said = "; ".join(reason for reason in reasons if reason) or "no reason is given"
    code = container.get("exitCode")
    remedy = next((text for words, text in _WORDS.items() if words in said), None)
    if remedy is None and code is not None:
        remedy = _SIGNALS.get(code) or _meaning(code)
    stream = container.get("logStreamName")
    log = f"; its log: {stream}" if stream else ""
    ended = f"it ended with {code}: " if code is not None else "it failed: "
    tried = len(job.get("attempts", ()))
    attempts = f", after {tried} attempts" if tried > 1 else ""
    return check.warning(f"{ended}{said}{attempts}{log}", remedy or "look at its log")


def _meaning(code: int) -> str:
    names = {int(one): one.name.lower().replace("_", " ") for one in ExitCode}
    return (
        f"{code} means: {names[code]}; smartcat-batch logs RUN says more" if code in names else ""
    )


def _jobs(ask: Ask, queue: str, status: str) -> list[dict[str, Any]]:
    told = ask("batch", "list_jobs", jobQueue=queue, jobStatus=status, maxResults=_AT_MOST)
    return list(told["jobSummaryList"])


def _described(ask: Ask, jobs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    names = [job["jobId"] for job in jobs]
    return list(ask("batch", "describe_jobs", jobs=names)["jobs"]) if names else []


def _is_ours(job: dict[str, Any]) -> bool:
    return str(job["jobName"]).startswith("smartcat-")
