"""AWS Batch: jobs, their children, and how often a container is tried again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulation.batch.retrying import is_tried_again
from world.faults import End

_STRATEGY = {
    "attempts": 2,
    "evaluateOnExit": [
        {"onExitCode": "7*", "action": "RETRY"},
        {"onExitCode": "143", "action": "RETRY"},
        {"onStatusReason": "Host EC2*", "action": "RETRY"},
        {"onStatusReason": "Your Spot Task was interrupted*", "action": "RETRY"},
        {"onReason": "*", "action": "EXIT"},
    ],
}
"""That of infra/terraform/modules/batch, but for its ten attempts: here they are to be used up."""
_EXITED = "Essential container in task exited"


@dataclass(frozen=True)
class Ending:
    """How a container ended, in the words of Batch.

    Attributes:
        code: With which code; absent if it never ran, or is lost with its host.
        reason: Why the container ended, if it did not do so by itself.
        status_reason: Why the attempt ended.
    """

    code: int | None = None
    reason: str | None = None
    status_reason: str = _EXITED


ENDINGS: Mapping[End, Ending] = {
    End.HOST_LOST: Ending(status_reason="Host EC2 (instance i-0) terminated."),
    End.SPOT_INTERRUPTED: Ending(status_reason="Your Spot Task was interrupted."),
    End.OUT_OF_MEMORY: Ending(137, "OutOfMemoryError: Container killed due to memory usage"),
    End.TIMED_OUT: Ending(137, status_reason="Job attempt duration exceeded timeout"),
    End.TERMINATED: Ending(143),
}
NEVER_STARTED = Ending(
    reason="CannotPullContainerError: no image", status_reason="Task failed to start"
)


@dataclass
class Child:
    """A container of a job; a plain job has a single one."""

    job: "Job"
    index: int
    status: str = "RUNNABLE"
    attempts: int = 0
    ending: Ending | None = None

    @property
    def is_over(self) -> bool:
        """Whether it is not tried again."""
        return self.status in {"SUCCEEDED", "FAILED"}

    @property
    def environment(self) -> dict[str, str]:
        """What its program is told."""
        array = {"AWS_BATCH_JOB_ARRAY_INDEX": str(self.index)} if self.job.is_array else {}
        return {**self.job.environment, **array}

    @property
    def told(self) -> dict[str, Any]:
        """What Batch tells of it."""
        job_id = f"{self.job.job_id}:{self.index}" if self.job.is_array else self.job.job_id
        told: dict[str, Any] = {"jobId": job_id, "status": self.status, "container": {}}
        if self.job.is_array:
            told["arrayProperties"] = {"index": self.index}
        if self.ending is not None:
            facts = {"exitCode": self.ending.code, "reason": self.ending.reason}
            told["container"] = {key: fact for key, fact in facts.items() if fact is not None}
            told["statusReason"] = self.ending.status_reason
        return told

    def end(self, ending: Ending) -> None:
        """Let an attempt end; it may be tried again."""
        self.attempts += 1
        self.ending = ending
        if ending.code == 0:
            self.status = "SUCCEEDED"
        elif is_tried_again(
            _STRATEGY, self.attempts, ending.code, ending.reason or _EXITED, ending.status_reason
        ):
            self.status = "RUNNABLE"
        else:
            self.status = "FAILED"


@dataclass
class Job:
    """A job as it was submitted."""

    job_id: str
    name: str
    queue: str
    environment: dict[str, str]
    children: list[Child] = field(default_factory=list)

    @property
    def is_array(self) -> bool:
        """Whether it has several children."""
        return len(self.children) > 1

    @property
    def status(self) -> str:
        """How far it is: all children end before their array does."""
        states = {child.status for child in self.children}
        if not all(child.is_over for child in self.children):
            return "RUNNING" if "RUNNING" in states else "RUNNABLE"
        return "FAILED" if "FAILED" in states else "SUCCEEDED"

    @property
    def told(self) -> dict[str, Any]:
        """What Batch tells of it."""
        if not self.is_array:
            return {**self.children[0].told, "jobName": self.name}
        failed = {"statusReason": "Array Child Job failed"} if self.status == "FAILED" else {}
        return {"jobId": self.job_id, "jobName": self.name, "status": self.status, **failed}

    @property
    def event(self) -> dict[str, Any]:
        """What EventBridge says when it ended."""
        detail = {"jobName": self.name, "jobId": self.job_id, "status": self.status}
        return {"source": "aws.batch", "detail-type": "Batch Job State Change", "detail": detail}


@dataclass
class BatchService:
    """Keeps jobs, the first one first."""

    jobs: list[Job] = field(default_factory=list)

    def submit(self, name: str, queue: str, size: int, environment: dict[str, str]) -> Job:
        """Take a job."""
        job = Job(f"job-{len(self.jobs)}", name, queue, environment)
        job.children = [Child(job, index) for index in range(size)]
        self.jobs.append(job)
        return job

    def children(self, *statuses: str) -> Iterator[Child]:
        """Containers of all jobs that are that far."""
        for job in self.jobs:
            yield from (child for child in job.children if child.status in statuses)
