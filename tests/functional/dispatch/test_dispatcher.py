"""What becomes of documents that land in a bucket."""

import json
import logging
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from smartcat.aws import s3_client, translated
from smartcat.aws.clients import aws_client
from smartcat.backends.aws import AwsBackend
from smartcat.claims import Claims
from smartcat.cli.batch.main import main
from smartcat.dispatch.dispatcher import Dispatcher
from smartcat.errors import StorageError
from smartcat.logs import log_json
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest, RouteKind
from smartcat.plan.jobs import load_jobs
from smartcat.plan.run_files import load_run, load_shards
from smartcat.store import ObjectStore
from smartcat.store.layout import documents_prefix
from smartcat.worker import do_shard

DOCUMENTS = "documents-of-people"
Drop = Callable[..., dict[str, Any]]
MakeDispatcher = Callable[..., Dispatcher]
MakePdf = Callable[..., Path]
MakeScan = Callable[..., Path]
_LONGEST_S = 900.0
"""Of any function of AWS Lambda."""
NOTHING_FAILED: dict[str, Any] = {"batchItemFailures": []}
FIRST_FAILED = {"batchItemFailures": [{"itemIdentifier": "m0"}]}


def of_queue(*events: dict[str, Any] | str) -> dict[str, Any]:
    """Events as AWS Lambda hands them to a function that a queue calls."""
    bodies = [event if isinstance(event, str) else json.dumps(event) for event in events]
    records = [{"messageId": f"m{number}", "body": body} for number, body in enumerate(bodies)]
    return {"Records": records}


def plenty() -> float:
    """The seconds that are left."""
    return 300.0


def manifests(store: ObjectStore) -> list[DocumentManifest]:
    found = (find_manifest(store, name) for name in store.names(documents_prefix()))
    return [manifest for manifest in found if manifest]


def runs(store: ObjectStore) -> list[str]:
    return sorted(store.names("runs/"))


def jobs_at_batch() -> list[Any]:
    client = aws_client("batch")
    statuses = ("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED")
    return [
        job
        for status in statuses
        for job in client.list_jobs(jobQueue="smartcat", jobStatus=status)["jobSummaryList"]
        if ":" not in job["jobId"]  # children of arrays
    ]


def left(store: ObjectStore) -> set[str]:
    """What lies in the results bucket besides results and models."""
    keys = {one.key for prefix in ("claims/", "open/", "runs/") for one in store.list(prefix)}
    return {key.partition("/")[0] for key in keys}


def test_a_small_document_is_processed_at_once(
    dispatcher: Dispatcher, drop: Drop, make_pdf: MakePdf
) -> None:
    event = drop(make_pdf(), "inbox/Ein Brief+mit (Klammern) ü.pdf")
    assert dispatcher.handle(of_queue(event), plenty) == NOTHING_FAILED
    (manifest,) = manifests(dispatcher.store)
    assert manifest.status == "done"
    assert manifest.source.key == f"s3://{DOCUMENTS}/inbox/Ein Brief+mit (Klammern) ü.pdf"
    assert len(manifest.pages) == 1
    route = manifest.execution.route
    assert route is not None
    assert route.kind is RouteKind.INLINE
    assert route.pages == 1
    assert route.inline_usd
    assert left(dispatcher.store) == set()


def test_keys_of_bucket_notifications_are_decoded(
    dispatcher: Dispatcher, drop: Drop, make_pdf: MakePdf
) -> None:
    told = drop(make_pdf(), "a b+c ü.pdf")["detail"]["object"]
    entry = {"key": "a+b%2Bc+%C3%BC.pdf", "size": told["size"], "eTag": told["etag"]}
    record = {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": DOCUMENTS}}}
    record["s3"]["object"] = entry  # type: ignore[index]
    assert dispatcher.handle(of_queue({"Records": [record]}), plenty) == NOTHING_FAILED
    (manifest,) = manifests(dispatcher.store)
    assert manifest.source.key == f"s3://{DOCUMENTS}/a b+c ü.pdf"


def test_what_is_no_document_is_passed_over(dispatcher: Dispatcher, drop: Drop) -> None:
    folder = drop(b"", "inbox/")
    result = drop(b"{}", "documents/ab/manifest.json")
    result["detail"]["bucket"]["name"] = "results"
    removed = {**drop(b"x", "a.txt"), "detail-type": "Object Deleted"}
    test = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": DOCUMENTS}
    assert dispatcher.handle(of_queue(folder, result, removed, test), plenty) == NOTHING_FAILED
    assert manifests(dispatcher.store) == []


@pytest.mark.parametrize("message", ["no JSON", "[]", "{}", '{"Records": [{}]}', '"text"', "null"])
def test_a_poison_message_fails_alone(
    dispatcher: Dispatcher, drop: Drop, make_pdf: MakePdf, message: str
) -> None:
    answer = dispatcher.handle(of_queue(message, drop(make_pdf(), "a.pdf")), plenty)
    assert answer == FIRST_FAILED
    assert len(manifests(dispatcher.store)) == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "UnsupportedDocumentError"),
        (b"%PDF-1.7\nand nothing more", "UnreadableDocumentError"),
        (b"MZ\x90\x00\x03\x00\x00\x00" * 100, "UnsupportedDocumentError"),
    ],
)
def test_a_bad_document_is_recorded_and_not_tried_again(
    dispatcher: Dispatcher, drop: Drop, content: bytes, error: str
) -> None:
    event = of_queue(drop(content, "a.pdf"))
    assert dispatcher.handle(event, plenty) == NOTHING_FAILED
    (manifest,) = manifests(dispatcher.store)
    assert manifest.failure is not None
    assert manifest.failure.error == error
    assert dispatcher.handle(event, plenty) == NOTHING_FAILED
    assert manifests(dispatcher.store) == [manifest]  # not even written again


def test_a_document_that_is_gone_is_recorded(dispatcher: Dispatcher, drop: Drop) -> None:
    event = drop(b"a letter", "a.txt")
    s3_client().delete_object(Bucket=DOCUMENTS, Key="a.txt")
    assert dispatcher.handle(of_queue(event), plenty) == NOTHING_FAILED
    (manifest,) = manifests(dispatcher.store)
    assert manifest.failure is not None
    assert manifest.failure.error == "DocumentNotFoundError"


def test_a_late_event_about_a_replaced_document_changes_nothing(
    dispatcher: Dispatcher, drop: Drop
) -> None:
    first = drop(b"Payslip for May, gross pay, net pay", "a.txt")
    second = drop(b"Dear Sir or Madam, yours truly", "a.txt")
    assert dispatcher.handle(of_queue(second, first, second), plenty) == NOTHING_FAILED
    (manifest,) = manifests(dispatcher.store)
    assert manifest.status == "done"
    assert left(dispatcher.store) == set()


def test_a_large_object_goes_to_batch_unopened(
    dispatcher_of: MakeDispatcher, drop: Drop, make_pdf: MakePdf
) -> None:
    dispatcher = dispatcher_of(SMARTCAT_MAX_INLINE_BYTES="100")
    event = of_queue(drop(make_pdf(), "a.pdf"))
    assert dispatcher.handle(event, plenty) == NOTHING_FAILED
    (run_id,) = runs(dispatcher.store)
    ((item,),) = load_shards(dispatcher.store, load_run(dispatcher.store, run_id))
    assert item.document.route is not None
    assert item.document.route.kind is RouteKind.BATCH
    assert item.document.route.pages is None
    (job,) = jobs_at_batch()
    assert job["jobName"] == f"smartcat-{run_id}-0"


def test_runs_of_single_documents_are_listed_only_if_asked_for(
    dispatcher_of: MakeDispatcher, drop: Drop, make_pdf: MakePdf, shell: Callable[..., Any]
) -> None:
    dispatcher = dispatcher_of(SMARTCAT_MAX_INLINE_BYTES="100")
    dispatcher.handle(of_queue(drop(make_pdf(), "a.pdf")), plenty)
    (run_id,) = runs(dispatcher.store)
    batch = shell("smartcat-batch", main)
    place = ("--results", dispatcher.store.uri, "--format", "json")
    assert batch("list", *place).out == ""
    assert json.loads(batch("list", "--dispatched", *place).out)["run_id"] == run_id
    assert batch("status", "last", *place).code == 51
    assert json.loads(batch("status", run_id, *place).out)["documents"] == 1


def test_a_scan_that_was_not_opened_is_shared_out_wherever_it_ends(
    dispatcher_of: MakeDispatcher, drop: Drop, make_scan: MakeScan
) -> None:
    dispatcher = dispatcher_of(SMARTCAT_MAX_INLINE_BYTES="100")
    event = of_queue(drop(make_scan(*["one page of very many"] * 40, dpi=75), "scan.tif"))
    assert dispatcher.handle(event, plenty) == NOTHING_FAILED
    (run_id,) = runs(dispatcher.store)
    run = load_run(dispatcher.store, run_id)
    assert len(run.shards) > 1
    reports = [do_shard(dispatcher.store, run, shard) for shard in reversed(range(len(run.shards)))]
    assert sum(report.pages for report in reports) == 40
    (manifest,) = manifests(dispatcher.store)
    assert manifest.status == "done"
    assert len(manifest.pages) == 40


def test_a_long_scan_goes_to_batch_as_an_array_once(
    dispatcher: Dispatcher, drop: Drop, make_scan: MakeScan
) -> None:
    event = of_queue(drop(make_scan(*["one page of very many"] * 40, dpi=75), "scan.pdf"))
    short = lambda: 4.0  # noqa: E731 - seconds of a function that has no time for 40 pages
    for _ in range(3):  # events come twice, and late
        assert dispatcher.handle(event, short) == NOTHING_FAILED
    (run_id,) = runs(dispatcher.store)
    run = load_run(dispatcher.store, run_id)
    assert len(run.shards) > 1
    (job,) = load_jobs(dispatcher.store, run_id)
    assert len(jobs_at_batch()) == 1
    assert job.shards == tuple(range(len(run.shards)))
    for shard in job.shards:
        do_shard(dispatcher.store, run, shard)
    (manifest,) = manifests(dispatcher.store)
    assert len(manifest.pages) == 40
    assert manifest.execution.route is not None
    assert manifest.execution.route.kind is RouteKind.BATCH
    assert manifest.execution.route.inline_s
    assert left(dispatcher.store) == {"runs"}
    assert dispatcher.handle(event, short) == NOTHING_FAILED
    assert len(jobs_at_batch()) == 1


def test_a_function_that_runs_short_of_time_hands_the_rest_over(
    dispatcher: Dispatcher, drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = 40
    event = of_queue(drop("\f".join(["one page of very many"] * pages).encode(), "scan.txt"))
    # What was predicted was wrong: the function has time for more than a block, and not for all.
    monkeypatch.setattr(dispatcher.inline.predictor, "document_s", lambda _: 0.01)
    store = dispatcher.store
    put, stored = store.put_if_absent, list[str]()

    def put_and_run_out_of_time(key: str, data: bytes) -> bool:
        was_put = put(key, data)
        if "/pages/" in key and not stored:
            stored.append(key)
            signal.raise_signal(signal.SIGALRM)
        return was_put

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, "put_if_absent", put_and_run_out_of_time)
        # The alarm alone is to say when time is up, however busy this machine is.
        assert dispatcher.handle(event, lambda: _LONGEST_S) == NOTHING_FAILED
    assert manifests(store) == []
    (run_id,) = runs(store)
    run = load_run(store, run_id)
    reports = [do_shard(store, run, shard) for shard in range(len(run.shards))]
    assert sum(report.pages for report in reports) == pages - 16
    assert sum(report.repeated_blocks for report in reports) == 0
    (manifest,) = manifests(store)
    assert len(manifest.pages) == pages
    assert manifest.execution.route is not None
    assert manifest.execution.route.kind is RouteKind.BATCH
    assert "longer" in manifest.execution.route.reason


def test_a_document_that_somebody_is_at_work_on_is_looked_at_later(
    dispatcher: Dispatcher, drop: Drop, make_pdf: MakePdf
) -> None:
    event = of_queue(drop(make_pdf(), "a.pdf"))
    dispatcher.handle(event, plenty)
    (manifest,) = manifests(dispatcher.store)
    dispatcher.store.delete(f"documents/{manifest.document_id}/manifest.json")
    other = Claims(dispatcher.store, "another-run")
    other.take(manifest.document_id)
    assert dispatcher.handle(event, plenty) == FIRST_FAILED
    other.release(manifest.document_id)
    assert dispatcher.handle(event, plenty) == NOTHING_FAILED
    assert len(manifests(dispatcher.store)) == 1


def test_a_store_that_does_not_answer_brings_only_its_message_back(
    dispatcher: Dispatcher, drop: Drop, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = of_queue(drop(make_pdf(), "a.pdf"), drop(make_pdf("other", name="b.pdf"), "b.pdf"))
    put, answers = dispatcher.store.put_if_absent, iter([False])

    def refuse_once(key: str, data: bytes) -> bool:
        if "/pages/" in key and next(answers, True) is False:
            raise StorageError("the bucket does not answer")
        return put(key, data)

    monkeypatch.setattr(dispatcher.store, "put_if_absent", refuse_once)
    assert dispatcher.handle(events, plenty) == FIRST_FAILED
    assert dispatcher.handle(events, plenty) == NOTHING_FAILED
    assert [one.status for one in manifests(dispatcher.store)] == ["done", "done"]
    assert left(dispatcher.store) == set()


def test_the_log_tells_what_aws_refused(
    dispatcher: Dispatcher,
    drop: Drop,
    make_pdf: MakePdf,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refusal = ClientError({"Error": {"Code": "AccessDenied"}}, "PutObject")

    def refuse(*_: object) -> bool:
        with translated("cannot write s3://results/claims/secret-name"):
            raise refusal

    monkeypatch.setattr(dispatcher.store, "put_if_absent", refuse)
    log_json(has_metrics=True)
    dispatcher.handle(of_queue(drop(make_pdf(), "a.pdf")), plenty)
    said = capfd.readouterr().err
    assert json.loads(said)["aws"] == "PutObject: AccessDenied"
    assert "secret-name" not in said


def test_a_run_whose_job_was_not_submitted_is_taken_up_again(
    dispatcher_of: MakeDispatcher,
    drop: Drop,
    make_pdf: MakePdf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispatcher = dispatcher_of(SMARTCAT_MAX_INLINE_BYTES="100")
    event = of_queue(drop(make_pdf(), "a.pdf"))

    def refuse(_backend: AwsBackend, run_id: str) -> None:
        raise StorageError(f"AWS Batch does not answer about {run_id}")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(AwsBackend, "start", refuse)
        assert dispatcher.handle(event, plenty) == FIRST_FAILED
    assert jobs_at_batch() == []
    assert dispatcher.handle(event, plenty) == NOTHING_FAILED
    assert len(jobs_at_batch()) == 1


def test_logs_have_metrics_and_neither_text_nor_names(
    dispatcher: Dispatcher,
    drop: Drop,
    make_pdf: MakePdf,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canary = "Zugvogelkanarienquartett"
    letter = f"Dear {canary}, " + "thank you for your letter about the mortgage. " * 10
    log_json(level="DEBUG", has_metrics=True)
    dispatcher.handle(of_queue(drop(make_pdf(letter), f"{canary}.pdf")), plenty)
    dispatcher.handle(of_queue(drop(b"%PDF-1.7 " + canary.encode(), f"{canary}2.pdf")), plenty)
    dispatcher.handle(of_queue(canary), plenty)

    def fail(*_: object) -> None:
        raise ValueError(letter)

    monkeypatch.setattr(dispatcher.inline, "work", fail)
    dispatcher.handle(of_queue(drop(make_pdf(letter), f"{canary}3.pdf")), plenty)
    said = capfd.readouterr()
    assert canary not in said.err + said.out
    lines = [json.loads(line) for line in said.err.splitlines()]
    done, failed, unknown, bug = lines
    assert done["message"] == "document done"
    assert done["Pages"] == 1
    (metrics,) = done["_aws"]["CloudWatchMetrics"]
    assert metrics["Namespace"] == "SmartCat"
    assert metrics["Dimensions"] == [["Route"]]
    assert {one["Name"] for one in metrics["Metrics"]} <= done.keys()
    assert {"Name": "PageSeconds", "Unit": "Seconds"} in metrics["Metrics"]
    assert failed["FailedDocuments"] == 1
    assert failed["Route"] == "inline"
    assert unknown["message"] == "no event of S3"
    assert bug["error"] == "ValueError"
    assert "test_dispatcher" in bug["traceback"]
    logging.getLogger("smartcat").handlers.clear()
