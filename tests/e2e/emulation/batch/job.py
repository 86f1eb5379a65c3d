"""Jobs: plain ones, array jobs, and their children; how they are told of."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from emulation.batch.container import Container, ContainerPlan
from emulation.batch.names import Json, now_ms, without_nothing


class Status(StrEnum):
    """How far a job is; PENDING is an array job whose children are under way."""

    SUBMITTED = "SUBMITTED"
    PENDING = "PENDING"
    RUNNABLE = "RUNNABLE"
    STARTING = "STARTING"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"

    @property
    def is_over(self) -> bool:
        """Whether it stays so."""
        return self in {Status.SUCCEEDED, Status.FAILED}

    @property
    def has_container(self) -> bool:
        """Whether there is a container, or there is about to be one."""
        return self in {Status.STARTING, Status.RUNNING}


@dataclass(frozen=True)
class JobTerms:
    """What is the same for an array job and all its children.

    Attributes:
        name: Not unique.
        queue: The job queue.
        definition: The revision of the job definition.
        plan: What its container is to run.
        parameters: Values that were put into the command.
        retry: ``retryStrategy``.
        timeout_s: Seconds that an attempt may take.
        tags: Its tags.
    """

    name: str
    queue: Json
    definition: Json
    plan: ContainerPlan
    parameters: dict[str, str]
    retry: Json
    timeout_s: int | None
    tags: dict[str, str]


@dataclass(eq=False)
class Job:
    """A job, or a child of an array job.

    Attributes:
        job_id: Of a child: that of the array job, and behind a colon its index.
        arn: Its name for all of AWS.
        terms: What it is to do.
        index: Of a child.
        array: The array job of a child.
        children: Of an array job.
        counts: Of an array job: how many children are how far.
        status: How far it is.
        status_reason: Why it is over.
        attempts: What became of each, in the form of the API.
        latest: What is told of the container of the latest attempt.
        stop_reason: Why it is to end, once somebody has said so.
        lost_host: What is said of its host, once that is lost.
        container: The one that runs.
        environment: The compute environment that it runs in.
        is_cancelled: Whether it was cancelled.
        is_terminated: Whether it was terminated.
    """

    job_id: str
    arn: str
    terms: JobTerms
    index: int | None = None
    array: "Job | None" = None
    children: list["Job"] = field(default_factory=list)
    counts: Counter[Status] = field(default_factory=Counter)
    status: Status = Status.SUBMITTED
    status_reason: str | None = None
    attempts: list[Json] = field(default_factory=list)
    latest: Json = field(default_factory=dict)
    stop_reason: str | None = None
    lost_host: str | None = None
    container: Container | None = None
    environment: str | None = None
    is_cancelled: bool = False
    is_terminated: bool = False
    created_ms: int = field(default_factory=now_ms)
    started_ms: int | None = None
    stopped_ms: int | None = None

    @property
    def vcpus(self) -> float:
        """How many vCPUs it needs."""
        return self.terms.plan.vcpus

    def summary(self) -> Json:
        """What `ListJobs` tells of it."""
        codes = {key: self.latest[key] for key in ("exitCode", "reason") if key in self.latest}
        return without_nothing(
            {
                "jobId": self.job_id,
                "jobArn": self.arn,
                "jobName": self.terms.name,
                "jobDefinition": self.terms.definition["jobDefinitionArn"],
                "status": self.status,
                "statusReason": self.status_reason,
                "createdAt": self.created_ms,
                "startedAt": self.started_ms,
                "stoppedAt": self.stopped_ms,
                "arrayProperties": self._array_properties(with_counts=False),
                "container": codes or None,
            }
        )

    def detail(self) -> Json:
        """What `DescribeJobs` tells of it, and events."""
        terms = self.terms
        told: dict[str, Any] = {
            **self.summary(),
            "jobQueue": terms.queue["jobQueueArn"],
            "attempts": list(self.attempts),
            "retryStrategy": terms.retry,
            "dependsOn": [],
            "parameters": terms.parameters,
            "platformCapabilities": terms.definition.get("platformCapabilities", []),
            "propagateTags": terms.definition.get("propagateTags", False),
            "tags": dict(terms.tags),
            "arrayProperties": self._array_properties(with_counts=True),
            "timeout": {"attemptDurationSeconds": terms.timeout_s} if terms.timeout_s else None,
            "container": {**_container(terms.plan), **self.latest},
            "isCancelled": self.is_cancelled,
            "isTerminated": self.is_terminated,
            "eksAttempts": [],
        }
        return without_nothing(told)

    def _array_properties(self, *, with_counts: bool) -> Json | None:
        if self.index is not None:
            return {"index": self.index}
        if not self.children:
            return None
        size: Json = {"size": len(self.children)}
        if with_counts:
            size["statusSummary"] = {status.value: self.counts[status] for status in Status}
        return size


def _container(plan: ContainerPlan) -> Json:
    environment = [{"name": key, "value": value} for key, value in plan.environment.items()]
    needs = {"VCPU": f"{plan.vcpus:g}", "MEMORY": str(plan.memory_mib)}
    return {
        **{key: value for key, value in plan.properties.items() if key != "secrets"},
        "command": list(plan.command),
        "environment": environment,
        "resourceRequirements": [{"type": key, "value": value} for key, value in needs.items()],
        "networkInterfaces": [],
    }
