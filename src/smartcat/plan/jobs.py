"""The jobs of a run on AWS Batch: which container does which shard.

A job is written down before it is asked for, so that nobody asks for it a second time: Batch, which
takes no token with a request, would start it a second time.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationError

from smartcat.errors import RunNotFoundError, ShardNotFoundError
from smartcat.models import Noun
from smartcat.plan.run_manifest import RUN_ID
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import job_key, jobs_prefix


class JobState(StrEnum):
    """How far a job is, as far as its run is concerned."""

    CLAIMED = "claimed"
    """Somebody is about to ask for it, or was when he died."""
    SUBMITTED = "submitted"
    """Batch has it."""
    OVER = "over"
    """It ended, and what came of its shards is stored."""


class Job(Noun):
    """An array of containers, or a single one, that does shards of a run.

    Attributes:
        schema_version: Version of this form.
        run_id: Of which run.
        number: Which job of the run, from 0.
        shards: Which shards, in the order of the array's children.
        queue: The job queue that it goes to.
        definition: The job definition that it is made from.
        state: How far it is.
        claimed_at: When somebody was about to ask for it.
        job_id: What Batch calls it; absent until it answered.
    """

    schema_version: Literal[1] = 1
    run_id: str
    number: int = Field(ge=0)
    shards: tuple[int, ...] = Field(min_length=1)
    queue: str
    definition: str
    state: JobState = JobState.CLAIMED
    claimed_at: datetime
    job_id: str | None = None

    @property
    def name(self) -> str:
        """Its name in Batch, by which it is found should the answer get lost."""
        return f"smartcat-{self.run_id}-{self.number}"


def run_of_job(name: str) -> str | None:
    """The run of a job, by the job's name; absent if it is none of ours."""
    found = re.fullmatch(rf"smartcat-({RUN_ID})-\d+", name)
    return found[1] if found else None


def load_jobs(store: ObjectStore, run_id: str) -> Iterator[Job]:
    """Read all jobs of a run, the first one first."""
    for stored in store.list(jobs_prefix(run_id)):
        yield Job.model_validate_json(store.get(stored.key))


def claim_job(store: ObjectStore, job: Job) -> bool:
    """Write down that a job is about to be asked for; false if somebody else did."""
    return store.put_if_absent(job_key(job.run_id, job.number), _written(job))


def update_job(store: ObjectStore, job: Job) -> None:
    """Write down how far a job is."""
    store.put(job_key(job.run_id, job.number), _written(job))


def shard_of(store: ObjectStore, run_id: str, number: int, index: int) -> int:
    """Say which shard a child of a job does.

    Raises:
        RunNotFoundError: There is no such job, or it cannot be read.
        ShardNotFoundError: It has fewer children.
    """
    try:
        job = Job.model_validate_json(store.get(job_key(run_id, number)))
    except (ObjectNotFoundError, ValidationError) as error:
        raise RunNotFoundError(
            f"job {number} of run {run_id} is missing in {store.uri}, or damaged"
        ) from error
    if not 0 <= index < len(job.shards):
        raise ShardNotFoundError(
            f"job {number} of run {run_id} has {len(job.shards)} shards, and none of index {index}"
        )
    return job.shards[index]


def _written(job: Job) -> bytes:
    return job.model_dump_json().encode()
