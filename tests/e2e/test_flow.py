"""Documents land in the bucket of a deployment: what comes of them is what comes of them here.

The functions run from the real package in containers of the runtime, workers from the real image.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from machine.bucket import Results
from machine.command import SmartcatBatch
from machine.deployment import NAME, Deployment
from machine.emulator import Cloud, lose_host
from machine.engine import Engine
from machine.jobs import containers_of, detail, job_of, over
from machine.manifests import Manifests, manifests_in
from machine.scans import make_scans
from machine.waiting import until

pytestmark = pytest.mark.e2e

CANARY = "Zugvogelkanarienquartett"
LETTER = f"""Dear {CANARY},

thank you for your letter about the mortgage on your house in Garden Street.
We are pleased to tell you that the bank has agreed to extend the loan.
Please sign the enclosed copy of the agreement and return it to our office.

Yours sincerely,
The Customer Service Team of the Savings Bank
"""
LETTER_KEY, PAGE_KEY, LONG_KEY, TEXT_KEY, BAD_KEY = (
    "inbox/Ein Brief+mit (Klammern) ü.pdf",
    "inbox/page.tif",
    "inbox/long.tif",
    "inbox/text.pdf",  # which it is not: what a file is called decides nothing
    "inbox/bad.pdf",
)
LONG_PAGES, DPI = 60, 150
SOON_S, LATER_S = 90.0, 300.0


@dataclass(frozen=True)
class Flow:
    """Documents that were dropped, and where their results go.

    Attributes:
        cloud: The emulated AWS.
        deployment: What Terraform made.
        bucket: Where documents are dropped.
        results: Where results go.
        expected: What came of them on this machine.
        ids: Their identities, by key.
    """

    cloud: Cloud
    deployment: Deployment
    bucket: str
    results: Results
    expected: Manifests
    ids: Mapping[str, str]

    def is_done(self, key: str) -> bool:
        """Whether a document has a manifest."""
        return bool(self.results.writings(self.ids[key]))

    def send(self, *messages: str) -> None:
        """Send messages to the dispatcher's queue."""
        queue = self.deployment.outputs["queue_urls"]["documents"]
        for message in messages:
            self.cloud.client("sqs").send_message(QueueUrl=queue, MessageBody=message)

    def waiting(self, queue: str) -> int:
        """How many messages are in a queue, those among them that somebody works on."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        url = self.deployment.outputs["queue_urls"][queue]
        told = self.cloud.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)
        return sum(map(int, told["Attributes"].values()))

    def said(self, who: str) -> str:
        """What a function or the workers logged."""
        logs, group = self.cloud.client("logs"), self.deployment.outputs["log_groups"][who]
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        return "\n".join(event["message"] for page in pages for event in page["events"])


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Documents, by key."""
    folder = tmp_path_factory.mktemp("documents")
    with pymupdf.open() as letter:
        page = letter.new_page(width=595, height=842)
        page.insert_textbox((60, 80, 540, 780), LETTER, fontsize=12)
        data: bytes = letter.tobytes()
    make_scans(folder / "scans", {"page": 1, "long": LONG_PAGES}, DPI)
    return {
        LETTER_KEY: data,
        PAGE_KEY: (folder / "scans" / "page.tif").read_bytes(),
        LONG_KEY: (folder / "scans" / "long.tif").read_bytes(),
        TEXT_KEY: LETTER.encode(),
        BAD_KEY: data[:200],
    }


@pytest.fixture(scope="module")
def flow(
    cloud: Cloud, deployment: Deployment, documents: dict[str, bytes], tmp_path_factory: Any
) -> Iterator[Flow]:
    """Drop the documents, and sort them on this machine, too."""
    s3, bucket = cloud.client("s3"), deployment.outputs["input_bucket"]
    for key, data in documents.items():
        s3.put_object(Bucket=bucket, Key=key, Body=data)
    here: Path = tmp_path_factory.mktemp("here")
    told = SmartcatBatch(cloud.environment)("submit", f"s3://{bucket}/inbox/", "--results", here)
    assert told.code == 60, told  # one is bad
    expected = manifests_in(here)
    keys = {name: json.loads(text)["source"]["key"] for name, text in expected.items()}
    ids = {key.removeprefix(f"s3://{bucket}/"): name for name, key in keys.items()}
    results = Results(s3, deployment.outputs["results"].removeprefix("s3://"), "")
    flow = Flow(cloud, deployment, bucket, results, expected, ids)
    flow.send("no event of anybody")
    yield flow
    # The provider of Terraform cannot: its request for a key that is not ASCII is not understood.
    s3.delete_objects(Bucket=bucket, Delete={"Objects": list(_versions(s3, bucket))})


def _versions(s3: Any, bucket: str) -> Iterator[dict[str, str]]:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for one in page.get("Versions", ()):
            yield {"Key": one["Key"], "VersionId": one["VersionId"]}


@pytest.mark.parametrize(
    ("key", "status"),
    [(LETTER_KEY, "done"), (PAGE_KEY, "done"), (TEXT_KEY, "done"), (BAD_KEY, "failed")],
)
def test_a_small_document_gets_its_result_in_the_function(
    flow: Flow, key: str, status: str
) -> None:
    until(f"{key} has a manifest", lambda: flow.is_done(key), SOON_S)
    manifest = flow.results.manifests()[flow.ids[key]]
    assert manifest == flow.expected[flow.ids[key]]
    assert json.loads(manifest)["status"] == status
    assert flow.results.execution(flow.ids[key])["route"]["kind"] == "inline"


def test_the_doctor_looks_at_all_of_the_deployment(flow: Flow) -> None:
    until("the letter is done", lambda: flow.is_done(LETTER_KEY), SOON_S)
    document = ("--document", f"s3://{flow.bucket}/{LETTER_KEY}", "--results", flow.results.uri)
    names = ("--deployment", NAME, "--job-queue", flow.deployment.outputs["job_queue"])
    told = SmartcatBatch(flow.cloud.environment)("doctor", *names, *document, "--format", "json")
    found = json.loads(told.out)
    assert not [one for one in found if "could not look" in one["says"]]
    assert [one for one in found if one["level"] != "ok" and one["check"] != "dead letters"] == []
    assert flow.ids[LETTER_KEY] in found[-1]["says"]


def test_a_long_scan_is_sorted_by_an_array_although_a_child_is_lost(
    flow: Flow, engine: Engine, batch: Any
) -> None:
    document_id = flow.ids[LONG_KEY]
    run_id = f"document-{document_id}"
    (job,) = until("it is handed over", lambda: flow.results.jobs(run_id), SOON_S)
    job_id = until("Batch has it", lambda: _job_id(flow, run_id))
    until("a block is stored", lambda: _blocks(flow, document_id), LATER_S)
    victim, *_ = until("a child runs", lambda: containers_of(engine, job_id), SOON_S)
    lose_host(batch, job_of(victim))
    told = over(batch, job_id, LATER_S)
    assert told["status"] == "SUCCEEDED"
    assert told["arrayProperties"]["size"] == len(job["shards"]) > 1
    until("it is done", lambda: flow.is_done(LONG_KEY), SOON_S)
    assert flow.results.manifests()[document_id] == flow.expected[document_id]
    route = flow.results.execution(document_id)["route"]
    assert (route["kind"], route["pages"]) == ("batch", LONG_PAGES)
    assert sum(one["repeated_blocks"] for one in flow.results.reports(run_id)) == 0
    attempts = [len(detail(batch, f"{job_id}:{n}")["attempts"]) for n in range(len(job["shards"]))]
    assert sorted(attempts) == [*([1] * (len(attempts) - 1)), 2]


def _job_id(flow: Flow, run_id: str) -> str:
    (job,) = flow.results.jobs(run_id)
    return str(job["job_id"] or "")


def _blocks(flow: Flow, document_id: str) -> list[str]:
    return [key for key in flow.results.blocks() if document_id in key]


def test_a_document_whose_job_was_ended_is_failed_with_the_reason(
    flow: Flow, documents: dict[str, bytes], batch: Any
) -> None:
    before = set(flow.results.manifests())
    s3 = flow.cloud.client("s3")
    s3.put_object(Bucket=flow.bucket, Key="elsewhere/long.tif", Body=documents[LONG_KEY])
    queue = flow.deployment.outputs["job_queue"]
    job_id = until("it is submitted", lambda: next(_under_way(batch, queue), None), SOON_S)
    batch.terminate_job(jobId=job_id, reason="ended by hand")
    (name,) = until("it is failed", lambda: set(flow.results.manifests()) - before, SOON_S)
    manifest = json.loads(flow.results.manifests()[name])
    assert manifest["status"] == "failed"
    assert "ended by hand" in manifest["failure"]["message"]


def _under_way(batch: Any, queue: str) -> Iterator[str]:
    for status in ("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"):
        told = batch.list_jobs(jobQueue=queue, jobStatus=status)["jobSummaryList"]
        yield from (job["jobId"] for job in told if ":" not in job["jobId"])


def test_events_that_come_twice_late_or_in_another_order_change_nothing(
    flow: Flow, documents: dict[str, bytes], batch: Any
) -> None:
    until("all are done", lambda: all(map(flow.is_done, documents)), LATER_S)
    until("the queue is empty but for the poison", lambda: flow.waiting("documents") <= 1, SOON_S)
    before = _state(flow, batch)
    s3 = flow.cloud.client("s3")
    etags = {
        key: s3.head_object(Bucket=flow.bucket, Key=key)["ETag"].strip('"') for key in documents
    }
    events = [_event(flow, key, etag, len(documents[key])) for key, etag in etags.items()]
    late = _event(flow, PAGE_KEY, "0123456789abcdef0123456789abcdef", 3)
    flow.send(*reversed(events), late, *events)
    until("all were taken", lambda: flow.waiting("documents") <= 1, LATER_S)
    assert _state(flow, batch) == before


def _event(flow: Flow, key: str, etag: str, size: int) -> str:
    detail = {
        "bucket": {"name": flow.bucket},
        "object": {"key": key, "size": size, "etag": etag, "sequencer": "00"},
        "reason": "PutObject",
    }
    return json.dumps({"source": "aws.s3", "detail-type": "Object Created", "detail": detail})


def _state(flow: Flow, batch: Any) -> tuple[list[str], list[int], int]:
    """What there is: results, how often each was written, and how many jobs there were."""
    names = sorted(flow.results.manifests())
    queue, states = flow.deployment.outputs["job_queue"], ("SUCCEEDED", "FAILED")
    jobs = [
        job
        for state in states
        for job in batch.list_jobs(jobQueue=queue, jobStatus=state)["jobSummaryList"]
    ]
    return names, [flow.results.writings(name) for name in names], len(jobs)


def test_a_poison_message_alone_becomes_a_dead_letter(flow: Flow) -> None:
    until("it was given up", lambda: flow.waiting("documents") == 0, LATER_S)
    url = flow.deployment.outputs["queue_urls"]["dead_letters"]
    sqs = flow.cloud.client("sqs")
    told = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    assert [one["Body"] for one in told["Messages"]] == ["no event of anybody"]
    assert flow.waiting("failed_events") == 0


def test_logs_tell_what_was_done_and_nothing_of_the_documents(flow: Flow) -> None:
    said = {who: flow.said(who) for who in ("dispatcher", "reconciler", "workers")}
    for who, lines in said.items():
        assert CANARY not in lines, who
        assert "Brief" not in lines, who
        assert "Traceback" not in lines, who
    told = [json.loads(line) for line in said["dispatcher"].splitlines() if line.startswith("{")]
    done = [one for one in told if one["message"] == "document done"]
    assert {one["Route"] for one in done} == {"inline"}
    assert all(one["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "SmartCat" for one in done)
    by_workers = [json.loads(line) for line in said["workers"].splitlines()]
    assert [one["Route"] for one in by_workers if one["message"] == "document done"] == ["batch"]


def test_nothing_is_left_of_what_was_under_way(flow: Flow) -> None:
    assert list(flow.results.keys("claims/")) == []
    assert list(flow.results.keys("open/")) == []
    assert all(flow.results.writings(name) == 1 for name in flow.results.manifests())
