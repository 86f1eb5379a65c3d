"""What becomes of documents that were handed over, whatever is lost on the way."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from moto.batch.models import batch_backends
from moto.core.models import DEFAULT_ACCOUNT_ID

from smartcat.backends.aws import MOST_JOBS, AwsBackend
from smartcat.claims import Claims
from smartcat.dispatch.dispatcher import Dispatcher
from smartcat.errors import StorageError
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest
from smartcat.plan.jobs import load_jobs
from smartcat.plan.run_files import load_run
from smartcat.reconciling import Reconciler, ReconcilingFailedError
from smartcat.runs.control import cancel_run
from smartcat.store.layout import documents_prefix, manifest_key
from smartcat.worker import do_shard

Drop = Callable[..., dict[str, Any]]
SCHEDULE = {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}


def plenty() -> float:
    return 300.0


@pytest.fixture
def reconciler(backend: AwsBackend) -> Reconciler:
    return Reconciler(backend.store, backend)


@pytest.fixture
def run_id(
    dispatcher_of: Callable[..., Dispatcher], drop: Drop, make_pdf: Callable[..., Path]
) -> str:
    """A document that was handed over to AWS Batch."""
    dispatcher = dispatcher_of(SMARTCAT_MAX_INLINE_BYTES="10")
    record = {"messageId": "m", "body": json.dumps(drop(make_pdf(), "a.pdf"))}
    assert dispatcher.handle({"Records": [record]}, plenty) == {"batchItemFailures": []}
    (name,) = dispatcher.store.names("open/")
    return name


def ended(
    backend: AwsBackend,
    run_id: str,
    status: str = "FAILED",
    reason: str = "Essential container in task exited",
) -> dict[str, Any]:
    """Let the last job of a run end; the event that Batch sends of it."""
    *_, job = load_jobs(backend.store, run_id)
    assert job.job_id
    told: Any = batch_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].get_job_by_id(job.job_id)
    told.status, told.job_stopped, told.job_stopped_reason = status, True, reason
    detail = {"jobName": job.name, "jobId": job.job_id, "status": status}
    return {"source": "aws.batch", "detail-type": "Batch Job State Change", "detail": detail}


def result_of(backend: AwsBackend) -> DocumentManifest | None:
    (document_id,) = backend.store.names(documents_prefix())
    return find_manifest(backend.store, document_id)


def test_a_run_that_is_done_is_no_longer_looked_at(
    reconciler: Reconciler, backend: AwsBackend, run_id: str
) -> None:
    do_shard(backend.store, load_run(backend.store, run_id), 0)
    assert list(backend.store.names("open/")) == []
    reconciler.handle(ended(backend, run_id, "SUCCEEDED"), plenty)
    manifest = result_of(backend)
    assert manifest is not None
    assert manifest.status == "done"


def test_a_manifest_that_was_lost_is_written(
    reconciler: Reconciler, backend: AwsBackend, run_id: str
) -> None:
    run = load_run(backend.store, run_id)
    do_shard(backend.store, run, 0)
    before = result_of(backend)
    assert before is not None
    backend.store.delete(manifest_key(before.document_id))
    backend.store.delete(f"runs/{run_id}/summary.json")
    backend.store.put(f"open/{run_id}", b"")
    reconciler.handle(SCHEDULE, plenty)
    after = result_of(backend)
    assert after is not None
    assert after.model_copy(update={"execution": None}) == before.model_copy(
        update={"execution": None}
    )
    assert list(backend.store.names("open/")) == []


def test_a_document_whose_worker_gave_up_is_failed_with_the_reason(
    reconciler: Reconciler, backend: AwsBackend, run_id: str
) -> None:
    reconciler.handle(ended(backend, run_id, reason="CannotPullContainerError: no image"), plenty)
    (document_id,) = (name.removeprefix("document-") for name in backend.store.names("runs/"))
    manifest = find_manifest(backend.store, document_id)
    assert manifest is not None
    assert manifest.failure is not None
    assert "CannotPullContainerError" in manifest.failure.message
    assert list(backend.store.names("claims/")) == []
    assert manifest.execution.route is not None
    assert list(backend.store.names("open/")) == []


@pytest.mark.parametrize(
    "reason", ["Host EC2 (instance i-0) terminated.", "Your Spot Task was interrupted."]
)
def test_work_whose_host_was_lost_moves_on_to_another_job_so_many_times(
    reconciler: Reconciler, backend: AwsBackend, run_id: str, reason: str
) -> None:
    for _ in range(MOST_JOBS):
        reconciler.handle(ended(backend, run_id, reason=reason), plenty)
    assert len(list(load_jobs(backend.store, run_id))) == MOST_JOBS
    (document_id,) = (name.removeprefix("document-") for name in backend.store.names("runs/"))
    manifest = find_manifest(backend.store, document_id)
    assert manifest is not None
    assert manifest.failure is not None
    assert reason in manifest.failure.message


def test_a_run_whose_event_was_lost_is_found_by_the_clock(
    reconciler: Reconciler, backend: AwsBackend, run_id: str
) -> None:
    ended(backend, run_id, reason="OutOfMemoryError: Container killed")
    reconciler.handle(SCHEDULE, plenty)
    (document_id,) = (name.removeprefix("document-") for name in backend.store.names("runs/"))
    assert find_manifest(backend.store, document_id) is not None


def test_a_run_that_goes_on_is_left_alone(
    reconciler: Reconciler, backend: AwsBackend, run_id: str
) -> None:
    for _ in range(3):
        reconciler.handle(SCHEDULE, plenty)
    assert len(list(load_jobs(backend.store, run_id))) == 1
    assert list(backend.store.names("open/")) == [run_id]


def test_a_cancelled_run_is_ended_and_forgotten(
    reconciler: Reconciler, backend: AwsBackend, run_id: str
) -> None:
    cancel_run(backend.store, run_id)
    reconciler.handle(SCHEDULE, plenty)
    assert not backend.is_alive(run_id)
    assert list(backend.store.names("open/")) == []


@pytest.mark.parametrize(
    "detail",
    [
        {"jobName": "somebody-elses-job", "status": "FAILED"},
        {"jobName": "smartcat-20261124-140912-7f3a-0", "arrayProperties": {"index": 3}},
    ],
)
def test_other_jobs_and_children_of_arrays_cost_nothing(
    reconciler: Reconciler, detail: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciler.store, "get", None)
    reconciler.handle({"source": "aws.batch", "detail": detail}, plenty)


def test_a_run_that_cannot_be_looked_at_keeps_no_other_from_it(
    reconciler: Reconciler, backend: AwsBackend, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.store.put("runs/a-broken-one/run.json", b"{")
    backend.store.put("open/a-broken-one", b"2020-01-01T00:00:00+00:00")
    backend.store.put("open/a-run-that-never-was", b"2020-01-01T00:00:00+00:00")
    ended(backend, run_id)

    def refuse(_backend: AwsBackend, run_id: str) -> None:
        raise StorageError(f"AWS Batch does not answer about {run_id}")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(AwsBackend, "start", refuse)
        with pytest.raises(ReconcilingFailedError, match="1 of 3 runs"):
            reconciler.handle(SCHEDULE, plenty)
    reconciler.handle(SCHEDULE, plenty)
    assert list(backend.store.names("open/")) == []


def test_a_run_stays_open_until_each_document_has_its_reason(
    reconciler: Reconciler, backend: AwsBackend, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = ended(backend, run_id, reason="OutOfMemoryError: Container killed")

    def refuse(*_: object) -> None:
        raise StorageError("the bucket does not answer")

    with monkeypatch.context() as meanwhile:  # after the shard was given up
        meanwhile.setattr("smartcat.reconciling.load_model", refuse)
        with pytest.raises(ReconcilingFailedError):
            reconciler.handle(event, plenty)
    reconciler.handle(SCHEDULE, plenty)
    (document_id,) = (name.removeprefix("document-") for name in backend.store.names("runs/"))
    manifest = find_manifest(backend.store, document_id)
    assert manifest is not None
    assert manifest.failure is not None
    assert "OutOfMemoryError" in manifest.failure.message
    assert list(backend.store.names("open/")) == []


def test_claims_that_cannot_be_listed_keep_up_no_run(
    reconciler: Reconciler, backend: AwsBackend, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(backend, run_id)

    def refuse(_store: object) -> int:
        raise StorageError("the bucket does not answer")

    monkeypatch.setattr("smartcat.reconciling.withdraw_expired", refuse)
    with pytest.raises(ReconcilingFailedError, match="claims are left"):
        reconciler.handle(SCHEDULE, plenty)
    assert list(backend.store.names("open/")) == []


def test_runs_that_cannot_be_listed_are_looked_at_another_time(
    reconciler: Reconciler, backend: AwsBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_prefix: str) -> None:
        raise StorageError("the bucket does not answer")

    monkeypatch.setattr(backend.store, "names", refuse)
    with pytest.raises(ReconcilingFailedError, match="no run could be looked at"):
        reconciler.handle(SCHEDULE, plenty)


def test_a_run_that_somebody_else_forgot_is_no_trouble(
    reconciler: Reconciler, backend: AwsBackend
) -> None:
    backend.store.put("open/a-run-that-never-was", b"2020-01-01T00:00:00+00:00")
    reconciler.reconcile("a-run-that-never-was")
    reconciler.reconcile("a-run-that-never-was")
    assert list(backend.store.names("open/")) == []


def test_claims_that_expired_long_ago_are_removed(
    reconciler: Reconciler, backend: AwsBackend
) -> None:
    fresh = Claims(backend.store, "a-run")
    fresh.take("aa")
    backend.store.put(
        "claims/bb", b'{"holder": "a-run", "expires_at": "2020-01-01T00:00:00+00:00"}'
    )
    reconciler.handle(SCHEDULE, plenty)
    assert [one.key for one in backend.store.list("claims/")] == ["claims/aa"]
