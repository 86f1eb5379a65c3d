"""Jobs that moto was given, and that the world runs: moto tells of each what became of it here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.batch.models import BatchBackend, batch_backends
from moto.batch.models import Job as MotoJob
from moto.batch_simple.models import BatchSimpleBackend
from moto.core.models import DEFAULT_ACCOUNT_ID

from smartcat.aws.clients import aws_client
from world.batch_service import Child, Job
from world.deployment import DEFINITION, QUEUE

REGION = "us-east-1"
_DESCRIBED = MotoJob.describe


class MotoJobs:
    """The jobs of moto, as `BatchService` has those of the world."""

    def __init__(self) -> None:
        self._seen: dict[str, Job] = {}

    @property
    def jobs(self) -> Sequence[Job]:
        """All jobs, the first one first."""
        for job_id, job in _backend()._jobs.items():
            if job_id not in self._seen and "index" not in job.array_properties:
                self._seen[job_id] = _seen(job)
        return list(self._seen.values())

    def children(self, *statuses: str) -> Iterator[Child]:
        """Containers of all jobs that are that far."""
        for job in self.jobs:
            yield from (child for child in job.children if child.status in statuses)

    @contextmanager
    def one_hidden(self) -> Iterator[None]:
        """Let the last job not be told of yet."""
        known = _backend()._jobs
        last = next((one for one in reversed(known) if ":" not in one), None)
        hidden = {one for one in known if last is not None and one.partition(":")[0] == last}
        taken = {one: known.pop(one) for one in list(known) if one in hidden}
        queues = {job.job_queue.name: job.job_queue for job in taken.values()}
        for queue in queues.values():
            queue.jobs = [one for one in queue.jobs if one.job_id not in hidden]
        try:
            yield
        finally:
            known.update(taken)
            for job in taken.values():
                job.job_queue.jobs.append(job)

    @contextmanager
    def played(self) -> Iterator[None]:
        """Let jobs wait for the world, and moto tell of them as Batch does."""

        def wait(_: BatchSimpleBackend, *, job: MotoJob, **__: object) -> None:
            _backend()._jobs[job.job_id] = job

        def told(job: MotoJob) -> dict[str, Any]:
            return {"jobArn": job.arn, "jobName": job.job_name, **self._told(job)}

        def told_at_length(job: MotoJob) -> dict[str, Any]:
            return {**_DESCRIBED(job), **told(job)}

        with (
            patch.object(BatchSimpleBackend, "_mark_job_as_finished", wait),
            patch.object(MotoJob, "describe_short", told),
            patch.object(MotoJob, "describe", told_at_length),
        ):
            yield

    def _told(self, job: MotoJob) -> dict[str, Any]:
        job_id, _, index = job.job_id.partition(":")
        _ = self.jobs
        mirrored = self._seen[job_id]
        return mirrored.children[int(index)].told if index else mirrored.told


def make_place() -> None:
    """Make the queue and the job definition of the deployment."""
    client = aws_client("batch")
    role = aws_client("iam").create_role(RoleName="batch", AssumeRolePolicyDocument="{}")
    environment = client.create_compute_environment(
        computeEnvironmentName="spot",
        type="UNMANAGED",
        state="ENABLED",
        serviceRole=role["Role"]["Arn"],
    )["computeEnvironmentArn"]
    order = [{"order": 1, "computeEnvironment": environment}]
    client.create_job_queue(
        jobQueueName=QUEUE, state="ENABLED", priority=1, computeEnvironmentOrder=order
    )
    needs = [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "2048"}]
    client.register_job_definition(
        jobDefinitionName=DEFINITION,
        type="container",
        containerProperties={"image": "smartcat", "resourceRequirements": needs},
    )


def _backend() -> BatchBackend:
    backend: BatchBackend = batch_backends[DEFAULT_ACCOUNT_ID][REGION]
    return backend


def _seen(job: MotoJob) -> Job:
    variables = {one["name"]: one["value"] for one in job.container_overrides["environment"]}
    seen = Job(job.job_id, job.job_name, job.job_queue.name, variables)
    seen.children = [Child(seen, index) for index in range(job.array_properties.get("size", 1))]
    return seen
