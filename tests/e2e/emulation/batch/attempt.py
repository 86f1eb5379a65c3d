"""One attempt of a job: its container, from start to end."""

import secrets
import threading
from dataclasses import dataclass

from emulation.batch.container import Container, ContainerEnd, StartError
from emulation.batch.job import Job
from emulation.batch.names import Json, Place, now_ms, without_nothing
from emulation.batch.surroundings import Surroundings

TIMED_OUT = "Job attempt duration exceeded timeout"
_ENDED = "Essential container in task exited"
_NOT_STARTED = "Task failed to start"
_OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage"
_GRACE_S = 30
"""Between SIGTERM and SIGKILL: what the ECS agent waits for."""
_GROUP = "/aws/batch/job"


@dataclass
class Attempt:
    """One attempt of a job.

    Attributes:
        job: The job.
        place: Whose.
        surroundings: What runs it, and what it may need.
        exit_code: Of the container; none if it was not started, or is lost with its host.
        reason: Why the container ended, if it did not do so by itself.
        status_reason: Why the attempt ended.
    """

    job: Job
    place: Place
    surroundings: Surroundings
    exit_code: int | None = None
    reason: str | None = None
    status_reason: str = _ENDED

    def __post_init__(self) -> None:
        self.number = len(self.job.attempts) + 1
        self._task = secrets.token_hex(16)
        self._started_ms = now_ms()
        self._is_late = False

    def start(self) -> Container | None:
        """Start its container, if that can be."""
        name = f"{self.job.job_id.replace(':', '-')}-{self.number}"
        try:
            return self.surroundings.containers.start(
                name, self.job.terms.plan, self._environment()
            )
        except StartError as error:
            self.reason, self.status_reason = str(error), _NOT_STARTED
            return None

    def see_through(self, container: Container) -> None:
        """Wait until its container ends, or its time is over."""
        clock = threading.Timer(self.job.terms.timeout_s or 0, self._be_late, [container])
        clock.daemon = True
        if self.job.terms.timeout_s:
            clock.start()
        try:
            for line in container.lines():
                self.surroundings.services.log(self._group, self.stream, line)
            self._take(container.wait())
        finally:
            clock.cancel()
            container.remove()

    def told(self) -> Json:
        """Tell of the container, in the form of the API."""
        return without_nothing(
            {
                "exitCode": self.exit_code,
                "reason": self.reason,
                "logStreamName": self.stream,
                "taskArn": self.place.arn("task", self._task).replace(":batch:", ":ecs:"),
                "networkInterfaces": [],
            }
        )

    def record(self) -> Json:
        """Tell what became of it, in the form of the API."""
        return {
            "container": self.told(),
            "startedAt": self._started_ms,
            "stoppedAt": now_ms(),
            "statusReason": self.job.stop_reason or self.status_reason,
        }

    @property
    def succeeded(self) -> bool:
        """Whether the job is done."""
        return self.exit_code == 0 and self.status_reason == _ENDED

    @property
    def stream(self) -> str:
        """Its log stream."""
        prefix = self._log_options.get("awslogs-stream-prefix")
        return f"{prefix or self.job.terms.definition['jobDefinitionName']}/default/{self._task}"

    @property
    def _group(self) -> str:
        return self._log_options.get("awslogs-group", _GROUP)

    @property
    def _log_options(self) -> dict[str, str]:
        configuration = self.job.terms.plan.properties.get("logConfiguration") or {}
        return configuration.get("options") or {}

    def _be_late(self, container: Container) -> None:
        self._is_late = True
        container.stop(_GRACE_S)

    def _take(self, end: ContainerEnd) -> None:
        if self.job.lost_host:  # with all that its agent could have told
            self.status_reason = self.job.lost_host
            return
        self.exit_code = end.exit_code
        if end.ran_out_of_memory:
            self.reason = _OUT_OF_MEMORY
        if self._is_late:
            self.status_reason = TIMED_OUT

    def _environment(self) -> dict[str, str]:
        job, role = self.job, self.job.terms.plan.properties.get("jobRoleArn")
        variables = {
            **self.surroundings.environment,
            **job.terms.plan.environment,
            "AWS_BATCH_JOB_ID": job.job_id,
            "AWS_BATCH_JOB_ATTEMPT": str(self.number),
            "AWS_BATCH_JQ_NAME": job.terms.queue["jobQueueName"],
            "AWS_BATCH_CE_NAME": job.environment or "",
        }
        if job.index is not None and job.array is not None:
            variables["AWS_BATCH_JOB_ARRAY_INDEX"] = str(job.index)
            variables["AWS_BATCH_JOB_ARRAY_SIZE"] = str(len(job.array.children))
        if role:
            variables.update(self.surroundings.services.credentials(role, self._task))
        return variables


def stop(container: Container) -> None:
    """End a container as Batch does, without waiting for it."""
    threading.Thread(target=container.stop, args=[_GRACE_S], daemon=True).start()
