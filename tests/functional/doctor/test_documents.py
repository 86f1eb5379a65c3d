"""What the doctor finds of documents that have no manifest, and of runs."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smartcat.aws import s3_client
from smartcat.backends.aws import AwsBackend
from smartcat.bundle import load_bundle, starter_bundle_path, write_bundle
from smartcat.claims import Claims
from smartcat.cli.batch.main import main
from smartcat.dispatch.assembly import make_dispatcher
from smartcat.dispatch.settings import FunctionSettings
from smartcat.models import Failure, ShardReport
from smartcat.store.layout import CANCELLED, run_key, shard_key

Answers = dict[str, Any]
Doctor = Callable[..., tuple[int, list[dict[str, Any]]]]


def job(status: str, **more: Any) -> dict[str, Any]:
    needed = {"jobName": "smartcat-x-0", "jobQueue": "q", "jobDefinition": "d", "startedAt": 1}
    return {"jobId": "4b0f5a0e-0f1f-4b5b-8d57-6f8c7a2f9a11", **needed, "status": status, **more}


LETTER, TEXT = "s3://scans/in/a.pdf", b"Dear Sir or Madam, yours truly"
SEEN = {"document", "run", "job"}
LONG_AGO = "2026-11-01T08:00:00+00:00"


@pytest.fixture
def examined(doctor: Doctor, answers: Answers, backend: AwsBackend) -> Doctor:
    """Look for the manifest of a document that was dropped; only what is said of that."""
    s3 = s3_client()
    s3.create_bucket(Bucket="scans")
    etag = s3.put_object(Bucket="scans", Key="in/a.pdf", Body=TEXT)["ETag"]
    told = {"ContentLength": len(TEXT), "ETag": etag, "LastModified": LONG_AGO}
    answers["s3.head_object"] = told

    def examine(*arguments: str, document: str = LETTER) -> tuple[int, list[dict[str, Any]]]:
        results = backend.store.uri
        code, found = doctor("--document", document, "--results", results, *arguments)
        return code, [one for one in found if one["check"] in SEEN]

    return examine


def dispatched(answers: Answers, **changes: str) -> None:
    """Let the dispatcher take the document."""
    settings = {
        "SMARTCAT_RESULTS": "s3://results",
        "SMARTCAT_JOB_QUEUE": "smartcat",
        "SMARTCAT_JOB_DEFINITION": "smartcat-worker",
        **changes,
    }
    dispatcher = make_dispatcher(FunctionSettings.of(settings))
    head = answers["s3.head_object"]
    entry = {"key": "in/a.pdf", "size": head["ContentLength"], "eTag": head["ETag"].strip('"')}
    s3 = {"bucket": {"name": "scans"}, "object": entry}
    notified = {"Records": [{"eventName": "ObjectCreated:Put", "s3": s3}]}
    body = json.dumps(notified)
    dispatcher.handle({"Records": [{"messageId": "m", "body": body}]}, lambda: 300.0)
    dispatcher.close()


def test_a_document_with_a_manifest_is_found(examined: Doctor, answers: Answers) -> None:
    dispatched(answers)
    code, (one,) = examined()
    assert code == 0
    assert "s3://results/documents/" in one["says"]


def test_a_document_that_failed_is_told_with_its_reason(examined: Doctor, answers: Answers) -> None:
    etag = s3_client().put_object(Bucket="scans", Key="in/a.pdf", Body=b"%PDF-1.7 no")["ETag"]
    answers["s3.head_object"].update(ContentLength=11, ETag=etag)
    dispatched(answers)
    code, (one,) = examined()
    assert code == 32
    assert one["level"] == "error"
    assert "smartcat-batch submit" in one["remedy"]


def test_a_document_that_was_handed_over_is_followed_to_its_job(
    examined: Doctor, answers: Answers
) -> None:
    dispatched(answers, SMARTCAT_MAX_INLINE_BYTES="1")
    answers["batch.describe_jobs"] = {"jobs": [job("RUNNING")]}
    code, found = examined()
    assert code == 0
    assert [one["says"] for one in found][-2:] == ["0 of 1 shards are over", "it is RUNNING"]


def test_a_document_whose_event_never_came(examined: Doctor) -> None:
    code, (one,) = examined()
    assert code == 20
    assert "never came" in one["says"]
    assert one["remedy"] == f"smartcat-batch submit '{LETTER}' --results s3://results"


def test_a_document_that_was_put_there_just_now(examined: Doctor, answers: Answers) -> None:
    answers["s3.head_object"]["LastModified"] = datetime.now(UTC).isoformat()
    code, (one,) = examined()
    assert code == 70
    assert "just now" in one["says"]


def counted(answers: Answers, waiting: int, dead: int) -> None:
    """Let messages be in the queues."""
    answers["sqs.get_queue_url"] = lambda **request: {"QueueUrl": request["QueueName"]}

    def count(**request: Any) -> dict[str, Any]:
        name = request["QueueUrl"]
        there = {"smartcat-documents": waiting, "smartcat-dead-letters": dead}.get(name, 0)
        arn = f"arn:aws:sqs:eu-central-1:123456789012:{name}"
        return {"Attributes": {"QueueArn": arn, "ApproximateNumberOfMessages": str(there)}}

    answers["sqs.get_queue_attributes"] = count


def test_a_document_whose_event_may_wait(examined: Doctor, answers: Answers) -> None:
    counted(answers, waiting=7, dead=1)
    _, (one,) = examined()
    assert one["exit_code"] == 70
    assert "among 7 that wait" in one["says"]


def test_a_document_whose_event_may_be_a_dead_letter(examined: Doctor, answers: Answers) -> None:
    counted(answers, waiting=0, dead=2)
    code, (one,) = examined()
    assert code == 20
    assert "among 2 dead letters" in one["says"]
    assert "start-message-move-task" in one["remedy"]


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("s3://elsewhere/in/a.pdf", "hears of scans alone"),
        ("s3://scans/out/a.pdf", "none of those"),
        ("s3://scans/in/a.tif", "none of those"),
    ],
)
def test_a_document_that_the_deployment_does_not_hear_of(
    examined: Doctor, uri: str, says: str
) -> None:
    code, (one,) = examined(document=uri)
    assert code == 20
    assert says in one["says"]


def test_an_object_that_is_not_there(examined: Doctor, answers: Answers) -> None:
    answers["s3.head_object"] = "404"
    code, (one,) = examined()
    assert code == 31
    assert one["says"] == "there is no such object"


def test_a_document_that_somebody_works_on(
    examined: Doctor, answers: Answers, backend: AwsBackend
) -> None:
    dispatched(answers)
    (document_id,) = backend.store.names("documents/")
    backend.store.delete(f"documents/{document_id}/manifest.json")
    Claims(backend.store, "dispatcher-1").take(document_id)
    code, (held, stored) = examined()
    assert code == 0
    assert held["says"].startswith("dispatcher-1 is at work on it")
    assert stored["says"] == "1 of its pages are stored"
    backend.store.delete(f"claims/{document_id}")
    Claims(backend.store, "dispatcher-1", time_to_live=timedelta(seconds=-1)).take(document_id)
    code, (expired, _) = examined()
    assert (code, expired["level"]) == (70, "warning")


def test_a_document_is_named_as_the_deployment_names_it(
    examined: Doctor, answers: Answers, backend: AwsBackend, tmp_path: Path
) -> None:
    """Its model and its languages are those of the function, not of who looks."""
    starter, path = load_bundle(starter_bundle_path()), tmp_path / "mine.smartcat"
    metadata = starter.metadata.model_copy(update={"name": "mine"})
    write_bundle(path, metadata, starter.classes, starter.boundaries)
    s3_client().put_object(Bucket="results", Key="models/mine", Body=path.read_bytes())
    chosen = {
        "SMARTCAT_LANGUAGES": "deu",
        "SMARTCAT_MODEL": "s3://results/models/mine",
        "SMARTCAT_MODEL_SHA256": load_bundle(path).digest,
    }
    answers["lambda.get_function_configuration"]["Environment"]["Variables"].update(chosen)
    dispatched(answers, **chosen)
    (document_id,) = backend.store.names("documents/")
    code, (one,) = examined()
    assert code == 0
    assert document_id in one["says"]


def test_without_the_settings_of_the_function_the_rest_is_looked_at(
    examined: Doctor, answers: Answers
) -> None:
    answers["lambda.get_function_configuration"] = "AccessDeniedException"
    code, (denied, pattern) = examined(document="s3://scans/in/a.tif")
    assert code == 20
    assert denied["says"] == "could not look: denied; needs lambda:GetFunctionConfiguration"
    assert "in/*.pdf" in pattern["says"]


def test_an_object_that_one_may_not_look_at(examined: Doctor, answers: Answers) -> None:
    answers["s3.head_object"] = "AccessDenied"
    code, (one,) = examined()
    assert code == 0
    assert one["says"] == "could not look: denied; needs s3:GetObject and s3:ListBucket"


def test_results_that_are_looked_for_elsewhere(examined: Doctor, answers: Answers) -> None:
    variables = answers["lambda.get_function_configuration"]["Environment"]["Variables"]
    variables["SMARTCAT_RESULTS"] = "s3://elsewhere/results"
    _, (one, _) = examined()
    assert one["remedy"] == "look there: --results s3://elsewhere/results"


@pytest.mark.usefixtures("doctor")
def test_what_is_no_uri_is_wrong_usage(shell: Callable[..., Any]) -> None:
    told = shell("smartcat-batch", main)("doctor", "--document", "a.pdf", "--results", "s3://r")
    assert told.code == 2


@pytest.fixture
def run_id(
    examined: Doctor,  # noqa: ARG001 - it puts the document there
    answers: Answers,
    backend: AwsBackend,
) -> str:
    """A run of one shard, whose job Batch has."""
    dispatched(answers, SMARTCAT_MAX_INLINE_BYTES="1")
    (name,) = backend.store.names("runs/")
    answers["batch.describe_jobs"] = {"jobs": [job("RUNNING")]}
    return name


def test_a_run_is_told_with_its_jobs(examined: Doctor, run_id: str) -> None:
    code, found = examined(run_id)
    assert code == 0
    assert {one["check"] for one in found} == SEEN


@pytest.mark.parametrize("name", ["last", "20261124-140912-7f3a", "no/run"])
def test_a_run_that_is_not_there(examined: Doctor, name: str) -> None:
    _, found = examined(name)
    (one,) = (one for one in found if one["check"] == "run")
    assert (one["level"], one["exit_code"]) == ("error", 51)
    assert "no run" in one["says"]


def test_a_run_whose_job_failed(examined: Doctor, answers: Answers, run_id: str) -> None:
    answers["batch.describe_jobs"] = {"jobs": [job("FAILED", container={"exitCode": 137})]}
    _, found = examined(run_id)
    assert any("worker_memory_mib" in one["remedy"] for one in found if one["check"] == "job")


def test_a_run_whose_job_batch_has_forgotten(
    examined: Doctor, answers: Answers, run_id: str
) -> None:
    answers["batch.describe_jobs"] = {"jobs": []}
    _, found = examined(run_id)
    assert any("forgotten" in one["says"] for one in found)


def test_a_run_whose_array_waits(
    examined: Doctor, failing: Callable[[str], None], run_id: str
) -> None:
    failing("array-waiting")
    code, found = examined(run_id)
    assert code == 20
    says = [one["says"] for one in found if one["check"] == "job"]
    assert "it is PENDING (3 RUNNABLE, 37 SUCCEEDED)" in says
    assert any("COMPUTE_ENVIRONMENT_MAX_RESOURCE" in one for one in says)


def test_a_run_whose_jobs_one_may_not_look_at(
    examined: Doctor, answers: Answers, run_id: str
) -> None:
    answers["batch.describe_jobs"] = "AccessDeniedException"
    code, found = examined(run_id)
    assert code == 0
    says = {one["says"] for one in found}
    assert {"0 of 1 shards are over", "could not look: denied; needs batch:DescribeJobs"} <= says


def test_a_run_that_was_given_up(examined: Doctor, backend: AwsBackend, run_id: str) -> None:
    failure = Failure(error="ShardFailed", exit_code=137, message="its worker ended with 137")
    at = datetime.now(UTC)
    report = ShardReport(shard=0, failure=failure, started_at=at, finished_at=at)
    backend.store.put(shard_key(run_id, 0), report.model_dump_json().encode())
    code, found = examined(run_id)
    assert code == 50
    (one,) = {one["remedy"] for one in found if one["exit_code"] == 50}
    assert f"smartcat-batch retry {run_id} --results s3://results" in one


def test_a_run_that_was_cancelled(examined: Doctor, backend: AwsBackend, run_id: str) -> None:
    backend.store.put(run_key(run_id, CANCELLED), b"")
    _, found = examined(run_id)
    assert any(one["says"] == "it was cancelled" for one in found)


def test_a_run_without_jobs_is_taken_up_by_itself(
    examined: Doctor, backend: AwsBackend, run_id: str
) -> None:
    for stored in list(backend.store.list(f"runs/{run_id}/jobs/")):
        backend.store.delete(stored.key)
    code, found = examined(run_id)
    assert code == 70
    assert any("no job was submitted" in one["says"] for one in found)
