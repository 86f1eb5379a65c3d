"""Jobs of runs on AWS Batch, as moto plays it: which are submitted, and what becomes of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from moto.batch.models import batch_backends
from moto.core.models import DEFAULT_ACCOUNT_ID

from smartcat.aws.batch import Batch, BatchJob
from smartcat.aws.clients import aws_client
from smartcat.backends.aws import AwsBackend
from smartcat.errors import ConfigurationError, StorageError
from smartcat.models import ModelIdentity, PlannedDocument, ShardReport
from smartcat.plan.jobs import Job, JobState, load_jobs, shard_of, update_job
from smartcat.plan.run_files import load_run, write_run
from smartcat.plan.run_manifest import RunTerms
from smartcat.read import OcrChoice, ReadOptions
from smartcat.runs.control import cancel_run
from smartcat.runs.documents import write_documents
from smartcat.runs.status import RunState, pending_shards, shard_reports, state_of
from smartcat.store.layout import shard_key

RUN_ID = "20261124-140912-7f3a"
QUEUE, DEFINITION = "smartcat", "smartcat-worker"
NOW = datetime(2026, 11, 24, 14, 9, 12, tzinfo=UTC)


def planned(backend: AwsBackend, shards: int) -> None:
    """Write a run with so many shards."""
    terms = RunTerms(
        run_id=RUN_ID,
        created_at=NOW,
        model=ModelIdentity(sha256="ab" * 32, name="starter"),
        read=ReadOptions(ocr=OcrChoice.TESSEROCR),
    )
    documents = (
        PlannedDocument(
            document_id=f"{number:032x}",
            key=f"s3://scans/{number}.pdf",
            location=f"s3://scans/{number}.pdf",
            content="etag:1",
            size_bytes=1,
            predicted_s=100.0,
        )
        for number in range(shards)
    )
    write_documents(backend.store, RUN_ID, ())
    assert len(write_run(backend.store, terms, documents, 100.0).shards) == shards


def jobs_of(backend: AwsBackend) -> list[Job]:
    return list(load_jobs(backend.store, RUN_ID))


def told(job: Job) -> Any:
    """A job as moto keeps it."""
    assert job.job_id
    return batch_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].get_job_by_id(job.job_id)


def end(job: Job, status: str) -> None:
    one = told(job)
    for each in (one, *(one._child_jobs or ())):
        each.status = status


def report(backend: AwsBackend, *shards: int) -> None:
    """Do what the workers of shards do at their end."""
    for shard in shards:
        one = ShardReport(shard=shard, started_at=NOW, finished_at=NOW)
        backend.store.put(shard_key(RUN_ID, shard), one.model_dump_json().encode())


def state(backend: AwsBackend) -> RunState:
    run = load_run(backend.store, RUN_ID)
    return state_of(backend.store, run, is_alive=backend.is_alive(RUN_ID))


@pytest.mark.parametrize(("shards", "size"), [(1, None), (3, 3)])
def test_one_job_does_all_shards(backend: AwsBackend, shards: int, size: int | None) -> None:
    planned(backend, shards)
    backend.start(RUN_ID)
    (job,) = jobs_of(backend)
    (one,) = aws_client("batch").describe_jobs(jobs=[job.job_id])["jobs"]
    assert one.get("arrayProperties", {}).get("size") == size
    variables = told(job).container_overrides["environment"]
    uri = f"s3://results/runs/{RUN_ID}/run.json#0"
    assert {"name": "SMARTCAT_RUN", "value": uri} in variables
    assert [shard_of(backend.store, RUN_ID, 0, index) for index in range(shards)] == list(
        range(shards)
    )
    assert state(backend) is RunState.RUNNING


def test_a_run_is_not_submitted_twice(backend: AwsBackend) -> None:
    planned(backend, 2)
    backend.start(RUN_ID)
    backend.start(RUN_ID)
    assert len(jobs_of(backend)) == 1


def test_only_what_is_left_is_submitted_again(backend: AwsBackend) -> None:
    planned(backend, 5)
    backend.start(RUN_ID)
    report(backend, 0, 2)
    backend.stop(RUN_ID)
    assert state(backend) is RunState.STOPPED
    backend.start(RUN_ID)
    assert [job.shards for job in jobs_of(backend)] == [(0, 1, 2, 3, 4), (1, 3, 4)]
    assert [job.state for job in jobs_of(backend)] == [JobState.OVER, JobState.SUBMITTED]
    assert shard_of(backend.store, RUN_ID, 1, 2) == 4


def test_why_shards_failed_is_stored_when_their_job_ended(backend: AwsBackend) -> None:
    planned(backend, 3)
    backend.start(RUN_ID)
    (job,) = jobs_of(backend)
    report(backend, 0, 1)
    end(job, "FAILED")
    assert state(backend) is RunState.STOPPED
    backend.start(RUN_ID)
    assert state(backend) is RunState.DONE
    assert len(jobs_of(backend)) == 1
    run = load_run(backend.store, RUN_ID)
    failures = [one.failure for one in shard_reports(backend.store, run)]
    assert [failure is None for failure in failures] == [True, True, False]


def test_what_is_reopened_after_a_job_ended_well_is_submitted_and_not_given_up(
    backend: AwsBackend,
) -> None:
    planned(backend, 3)
    backend.start(RUN_ID)
    (job,) = jobs_of(backend)
    report(backend, 0, 1, 2)
    end(job, "SUCCEEDED")
    backend.settle(RUN_ID)
    backend.store.delete(shard_key(RUN_ID, 1))
    backend.start(RUN_ID)
    assert [job.shards for job in jobs_of(backend)] == [(0, 1, 2), (1,)]
    assert pending_shards(backend.store, load_run(backend.store, RUN_ID)) == [1]


class Interrupted(Batch):
    """Is asked about jobs, and somebody else does something meanwhile."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__()
        self.meanwhile: list[Callable[[], None]] = [meanwhile]

    def described(self, job_ids: Sequence[str]) -> dict[str, BatchJob]:
        while self.meanwhile:
            self.meanwhile.pop()()
        return super().described(job_ids)


@pytest.mark.parametrize("began_before", [False, True])
def test_two_that_start_a_run_at_once_submit_each_shard_once(
    backend: AwsBackend, began_before: bool
) -> None:
    planned(backend, 3)
    if began_before:
        backend.start(RUN_ID)
        backend.stop(RUN_ID)
    other = replace(backend, batch=Interrupted(lambda: backend.start(RUN_ID)))
    other.start(RUN_ID)
    assert [job.shards for job in jobs_of(backend)][began_before:] == [(0, 1, 2)]
    assert state(backend) is RunState.RUNNING
    assert not list(shard_reports(backend.store, load_run(backend.store, RUN_ID)))


class CancelledMeanwhile:
    """Submits a job after somebody cancelled its run."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        self.client = aws_client("batch")
        self.cancel = cancel

    def submit_job(self, **request: Any) -> Any:
        self.cancel()
        return self.client.submit_job(**request)


def test_a_job_that_is_submitted_while_its_run_is_cancelled_is_ended(backend: AwsBackend) -> None:
    planned(backend, 1)

    def cancel() -> None:
        cancel_run(backend.store, RUN_ID)
        backend.stop(RUN_ID)

    replace(backend, batch=Batch(submitter=CancelledMeanwhile(cancel))).start(RUN_ID)
    (job,) = jobs_of(backend)
    assert (job.state, job.job_id is None) == (JobState.OVER, False)
    assert told(job).stop
    backend.start(RUN_ID)
    assert len(jobs_of(backend)) == 1
    assert state(backend) is RunState.CANCELLED


class LosesAnswers:
    """Submits a job, and never hears of it."""

    def __init__(self, *, does_it: bool) -> None:
        self.client = aws_client("batch")
        self.does_it = does_it
        self.asked = 0

    def submit_job(self, **request: Any) -> None:
        self.asked += 1
        if self.does_it:
            self.client.submit_job(**request)
        raise EndpointConnectionError(endpoint_url="https://batch")


def test_a_job_whose_answer_was_lost_is_found_and_not_submitted_again(backend: AwsBackend) -> None:
    planned(backend, 2)
    submitter = LosesAnswers(does_it=True)
    replace(backend, batch=Batch(submitter=submitter)).start(RUN_ID)
    (job,) = jobs_of(backend)
    assert (submitter.asked, job.state) == (1, JobState.SUBMITTED)
    assert told(job).status == "RUNNING"
    backend.start(RUN_ID)
    assert len(jobs_of(backend)) == 1


def test_a_job_that_never_got_there_is_submitted_once_that_is_certain(backend: AwsBackend) -> None:
    planned(backend, 2)
    deaf = replace(backend, batch=Batch(submitter=LosesAnswers(does_it=False)))
    with pytest.raises(StorageError, match="cannot submit to the job queue smartcat"):
        deaf.start(RUN_ID)
    backend.start(RUN_ID)
    (job,) = jobs_of(backend)
    assert (job.state, job.job_id) == (JobState.CLAIMED, None)
    assert state(backend) is RunState.RUNNING  # it may still turn up
    long_ago = job.claimed_at - timedelta(minutes=5)
    update_job(backend.store, job.model_copy(update={"claimed_at": long_ago}))
    assert state(backend) is RunState.STOPPED
    backend.start(RUN_ID)
    assert [job.state for job in jobs_of(backend)] == [JobState.OVER, JobState.SUBMITTED]
    assert pending_shards(backend.store, load_run(backend.store, RUN_ID)) == [0, 1]


@pytest.mark.parametrize("shards", [1, 2])
def test_what_containers_said_is_read_in_cloudwatch(backend: AwsBackend, shards: int) -> None:
    planned(backend, shards)
    backend.start(RUN_ID)
    job = told(jobs_of(backend)[0])
    logs = aws_client("logs")
    logs.create_log_group(logGroupName="/aws/batch/job")
    for number, each in enumerate(job._child_jobs or [job]):
        each.log_stream_name = f"worker/{number}"
        where = {"logGroupName": "/aws/batch/job", "logStreamName": each.log_stream_name}
        logs.create_log_stream(**where)
        now = int(datetime.now(UTC).timestamp() * 1000)
        logs.put_log_events(**where, logEvents=[{"timestamp": now, "message": f"I am {number}"}])
    said = dict(backend.logs(RUN_ID, range(shards)))
    assert said == {number: f"I am {number}" for number in range(shards)}


def test_where_to_is_remembered_for_whoever_goes_on(backend: AwsBackend) -> None:
    planned(backend, 2)
    nameless = replace(backend, queue=None, definition=None)
    with pytest.raises(ConfigurationError, match="SMARTCAT_JOB_QUEUE"):
        nameless.start(RUN_ID)
    backend.start(RUN_ID)
    backend.stop(RUN_ID)
    nameless.start(RUN_ID)
    assert [job.queue for job in jobs_of(backend)] == [QUEUE, QUEUE]


def test_shards_take_some_minutes_on_the_processors_of_a_container(backend: AwsBackend) -> None:
    assert backend.capacity.bounds_s == (240.0, 1200.0)
    with pytest.raises(ConfigurationError, match="no active job definition none"):
        _ = replace(backend, definition="none").capacity
