"""What SmartCat asks of AWS Batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smartcat.aws.clients import aws_client
from smartcat.aws.refusals import translated
from smartcat.errors import ConfigurationError, ExitCode

_DESCRIBED_AT_ONCE = 100
"""Jobs in a request at most (API reference of AWS Batch, DescribeJobs)."""
_HOST_LOST = ("Host EC2", "Your Spot Task was interrupted")
"""What Batch says then, on hosts of EC2 and of Fargate (User Guide, Job retries)."""
_ENDED = frozenset({"SUCCEEDED", "FAILED"})


@dataclass(frozen=True)
class BatchJob:
    """A job, or a child of an array, as Batch tells of it.

    Attributes:
        job_id: What Batch calls it.
        status: ``SUBMITTED`` to ``SUCCEEDED`` or ``FAILED``.
        index: Which child of an array it is; absent for others.
        exit_code: What its container ended with; absent if none ran to its end.
        reason: Why it is what it is, in the words of Batch; empty if there are none.
        log_stream: Where its output is; absent until it ran.
    """

    job_id: str
    status: str
    index: int | None
    exit_code: int | None
    reason: str
    log_stream: str | None

    @property
    def has_lost_its_host(self) -> bool:
        """Whether it ended because its host was taken away, which a new job may escape."""
        return self.exit_code == ExitCode.INTERRUPTED_WORK or any(
            words in self.reason for words in _HOST_LOST
        )

    @property
    def is_over(self) -> bool:
        """Whether it ended."""
        return self.status in _ENDED


@dataclass(frozen=True)
class ContainerShape:
    """What a container is given.

    Attributes:
        vcpus: Processors, or a share of one.
        memory_mib: Memory in MiB.
        log_group: Where its output goes.
    """

    vcpus: float
    memory_mib: int
    log_group: str


class Batch:
    """Submits, finds, describes and ends jobs.

    Args:
        client: Asks Batch; made here if absent.
        submitter: Submits jobs; it must not send a request twice. Made here if absent.
    """

    def __init__(self, client: Any = None, submitter: Any = None) -> None:
        self._client = client or aws_client("batch")
        self._submitter = submitter or aws_client("batch", attempts=1)

    def submit(
        self, name: str, queue: str, definition: str, size: int, environment: Mapping[str, str]
    ) -> str:
        """Ask for a job, once; what it is called.

        Args:
            name: Its name.
            queue: Name or ARN of a job queue.
            definition: Name or ARN of a job definition.
            size: How many children; 1 for a plain job.
            environment: Variables for the containers.

        Raises:
            StorageError: There was no answer; the job may have been started.
            AccessDeniedError: It is not allowed.
            ConfigurationError: There is no such queue or definition.
        """
        variables = [{"name": key, "value": value} for key, value in environment.items()]
        array = {"arrayProperties": {"size": size}} if size > 1 else {}
        with translated(f"cannot submit to the job queue {queue}"):
            told = self._submitter.submit_job(
                jobName=name,
                jobQueue=queue,
                jobDefinition=definition,
                containerOverrides={"environment": variables},
                propagateTags=True,
                tags={"application": "smartcat"},
                **array,
            )
        return str(told["jobId"])

    def find(self, name: str, queue: str) -> str | None:
        """Look for a job by its name: what it is called, if there is one."""
        told = self._pages(
            "list_jobs", jobQueue=queue, filters=[{"name": "JOB_NAME", "values": [name]}]
        )
        return next((str(one["jobId"]) for one in told if one["jobName"] == name), None)

    def described(self, job_ids: Sequence[str]) -> dict[str, BatchJob]:
        """Look at jobs; those that Batch has forgotten, a week after their end, are missing."""
        found: dict[str, BatchJob] = {}
        for start in range(0, len(job_ids), _DESCRIBED_AT_ONCE):
            some = list(job_ids[start : start + _DESCRIBED_AT_ONCE])
            with translated("cannot describe jobs"):
                told = self._client.describe_jobs(jobs=some)
            found.update((one["jobId"], _job(one)) for one in told["jobs"])
        return found

    def failed_children(self, job_id: str) -> Iterator[BatchJob]:
        """Look for children of an array that failed."""
        for one in self._pages("list_jobs", arrayJobId=job_id, jobStatus="FAILED"):
            yield _job(one)

    def terminate(self, job_id: str, reason: str) -> None:
        """End a job with all its children, whatever they do."""
        with translated(f"cannot end the job {job_id}"):
            self._client.terminate_job(jobId=job_id, reason=reason)

    def shape(self, definition: str) -> ContainerShape:
        """Look at what containers of a job definition are given.

        Args:
            definition: Name, name and revision, or ARN of an active job definition.

        Raises:
            ConfigurationError: There is no such definition, or it is not of a container.
        """
        name, _, revision = definition.rpartition("/")[2].partition(":")
        key: dict[str, Any] = {"jobDefinitionName": name, "status": "ACTIVE"}
        if revision:  # which may have been replaced since a run began
            key = {"jobDefinitions": [definition]}
        found = list(self._pages("describe_job_definitions", **key))
        latest = max(found, key=lambda one: int(one["revision"]), default=None)
        if latest is None or "containerProperties" not in latest:
            raise ConfigurationError(
                f"there is no active job definition {definition} of a container; name one with "
                "--job-definition or SMARTCAT_JOB_DEFINITION"
            )
        return _shape(latest["containerProperties"])

    def _pages(self, operation: str, **request: Any) -> Iterator[dict[str, Any]]:
        """Ask page by page; yield what is in them."""
        key = "jobSummaryList" if operation == "list_jobs" else "jobDefinitions"
        following: dict[str, str] = {}
        while True:
            with translated("cannot ask AWS Batch"):
                told = getattr(self._client, operation)(**request, **following)
            yield from told.get(key, ())
            if not told.get("nextToken"):
                return
            following = {"nextToken": told["nextToken"]}


def _job(told: dict[str, Any]) -> BatchJob:
    container = told.get("container", {})
    reasons = (told.get("statusReason"), container.get("reason"))
    return BatchJob(
        job_id=told["jobId"],
        status=told["status"],
        index=told.get("arrayProperties", {}).get("index"),
        exit_code=container.get("exitCode"),
        reason="; ".join(reason for reason in reasons if reason),
        log_stream=container.get("logStreamName"),
    )


def _shape(properties: dict[str, Any]) -> ContainerShape:
    needs = {one["type"]: one["value"] for one in properties.get("resourceRequirements", ())}
    logs = properties.get("logConfiguration", {}).get("options", {})
    return ContainerShape(
        vcpus=float(needs.get("VCPU", properties.get("vcpus", 1))),
        memory_mib=int(needs.get("MEMORY", properties.get("memory", 2048))),
        log_group=logs.get("awslogs-group", "/aws/batch/job"),
    )
