"""The worker as a job of AWS Batch: what it is told, what it does, what it leaves."""

import json
from typing import Any

import pytest

from machine.emulator import Cloud
from machine.engine import Engine
from machine.jobs import containers_of, over
from machine.prepared import Prepare
from machine.waiting import until
from machine.worker_job import submit_shards

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("worker")]

NO_RUN, ACCESS_DENIED = 51, 22


def test_pages_are_recognised_as_on_this_machine(prepare: Prepare) -> None:
    scans = prepare({"letter": 2}, dpi=150, ocr="tesserocr")
    assert scans.submit().code == 0
    assert scans.results.manifests() == scans.undisturbed
    (manifest,) = map(json.loads, scans.undisturbed.values())
    assert manifest["software"]["ocr"]["engine"] == "tesserocr"
    assert {page["text_source"] for page in manifest["pages"]} == {"ocr"}


def test_a_run_that_is_not_there_is_not_tried_again(cloud: Cloud, batch: Any, bucket: str) -> None:
    told = over(batch, submit_shards(batch, f"s3://{bucket}/runs/none/run.json", 1))
    assert (told["status"], told["container"]["exitCode"]) == ("FAILED", NO_RUN)
    assert len(told["attempts"]) == 1
    events = cloud.client("logs").get_log_events(
        logGroupName="/aws/batch/job", logStreamName=told["container"]["logStreamName"]
    )["events"]
    assert "there is no run" in events[-1]["message"]


def test_a_worker_without_rights_is_not_tried_again(cloud: Cloud, batch: Any) -> None:
    cloud.client("s3").create_bucket(Bucket="others")
    told = over(batch, submit_shards(batch, "s3://others/runs/none/run.json", 1))
    assert (told["status"], told["container"]["exitCode"]) == ("FAILED", ACCESS_DENIED)
    assert len(told["attempts"]) == 1


def test_children_run_and_leave_no_container(engine: Engine, batch: Any, bucket: str) -> None:
    array = submit_shards(batch, f"s3://{bucket}/runs/none/run.json", 3)
    told = over(batch, array)
    assert told["arrayProperties"]["statusSummary"]["FAILED"] == 3
    until("no container is left", lambda: not containers_of(engine, array))


def test_what_becomes_of_a_job_is_an_event(cloud: Cloud, batch: Any, bucket: str) -> None:
    sqs, events = cloud.client("sqs"), cloud.client("events")
    queue = sqs.create_queue(QueueName="states")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    pattern = {"source": ["aws.batch"], "detail": {"status": ["FAILED"]}}
    events.put_rule(Name="failed", EventPattern=json.dumps(pattern))
    target = {"Id": "queue", "Arn": attributes["Attributes"]["QueueArn"]}
    events.put_targets(Rule="failed", Targets=[target])
    job = submit_shards(batch, f"s3://{bucket}/runs/none/run.json", 1)
    (message,) = until(
        "the event is in the queue",
        lambda: sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages"),
    )
    event = json.loads(message["Body"])
    assert event["detail-type"] == "Batch Job State Change"
    assert (event["detail"]["jobId"], event["detail"]["container"]["exitCode"]) == (job, NO_RUN)
