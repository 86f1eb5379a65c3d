"""Watch jobs, and their containers."""

from typing import Any

from emulation.docker_containers import JOB_LABEL
from machine.engine import Engine
from machine.waiting import until


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


def containers_of(engine: Engine, job_id: str) -> list[Any]:
    """The containers of a job, or of the children of an array job, that run."""
    found = engine.client.containers.list(filters={"label": JOB_LABEL}, ignore_removed=True)
    return [each for each in found if each.labels[JOB_LABEL].startswith(job_id)]
