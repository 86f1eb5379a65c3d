"""Watch jobs, and their containers."""

import uuid
from typing import Any

from emulation.docker_containers import JOB_LABEL
from machine.engine import Engine
from machine.waiting import until

_ID_LENGTH = len(str(uuid.UUID(int=0)))


def detail(batch: Any, job_id: str) -> dict[str, Any]:
    """What is told of a job."""
    (told,) = batch.describe_jobs(jobs=[job_id])["jobs"]
    return dict(told)


def is_over(batch: Any, job_id: str) -> bool:
    """Whether a job stays as it is."""
    return detail(batch, job_id)["status"] in {"SUCCEEDED", "FAILED"}


def over(batch: Any, job_id: str, within_s: float = 60.0) -> dict[str, Any]:
    """Wait until a job is over; return what is told of it."""
    until(f"job {job_id} is over", lambda: is_over(batch, job_id), within_s)
    return detail(batch, job_id)


def containers_of(engine: Engine, job_id: str = "") -> list[Any]:
    """The containers that run: of a job or of the children of an array job, or of all jobs."""
    found = engine.client.containers.list(filters={"label": JOB_LABEL}, ignore_removed=True)
    return [each for each in found if each.labels[JOB_LABEL].startswith(job_id)]


def job_of(container: Any) -> str:
    """The id of the job, or of the child of an array job, that a container runs."""
    name = str(container.labels[JOB_LABEL])
    array, *index = name[:_ID_LENGTH], *name[_ID_LENGTH + 1 :].split("-")[:-1]
    return ":".join([array, *index])


def exit_codes(batch: Any, job_id: str, children: int) -> list[list[int]]:
    """What the containers of each child of an array job ended with, attempt by attempt."""
    told = batch.describe_jobs(jobs=[f"{job_id}:{index}" for index in range(children)])["jobs"]
    return [[each["container"].get("exitCode") for each in one["attempts"]] for one in told]
