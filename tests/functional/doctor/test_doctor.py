"""What the doctor finds in what AWS answers, and what it says is to be done."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from smartcat.aws import s3_client
from smartcat.backends.aws import AwsBackend
from smartcat.claims import Claims
from smartcat.cli.batch.main import main
from smartcat.dispatch.assembly import make_dispatcher
from smartcat.dispatch.settings import FunctionSettings

Answers = dict[str, Any]
Doctor = Callable[..., tuple[int, list[dict[str, Any]]]]


def bad(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["level"] != "ok"]


def test_a_deployment_that_is_well_has_nothing_to_look_at(doctor: Doctor) -> None:
    code, found = doctor()
    assert code == 0
    assert bad(found) == []
    assert {one["check"] for one in found} >= {"rule", "bucket", "trigger", "job queue", "image"}


def changed(answers: Answers, path: str, value: Any) -> None:
    """Change an answer at a place, named by keys and numbers with slashes in between."""
    *way, last = path.split("/")
    place: Any = answers
    for step in way:
        place = place[int(step) if step.isdecimal() else step]
    place[last] = value


@pytest.mark.parametrize(
    ("path", "value", "check", "says", "remedy"),
    [
        ("events.describe_rule/State", "DISABLED", "rule", "disabled", "enable-rule"),
        ("s3.get_bucket_notification_configuration", {}, "bucket", "no events", "Properties"),
        ("lambda.get_function_configuration/State", "Failed", "function", "Failed", "make deploy"),
        (
            "lambda.get_function_configuration/LastUpdateStatus",
            "Failed",
            "function",
            "last update failed",
            "make deploy",
        ),
        (
            "lambda.list_event_source_mappings/EventSourceMappings/0/State",
            "Disabled",
            "trigger",
            "disabled",
            "--uuid 0f3c4f8e-6a43-4d0a-9e1c-5a4c1a3c2b1d --enabled",
        ),
        (
            "lambda.list_event_source_mappings/EventSourceMappings/0/LastProcessingResult",
            "PROBLEM: Function call failed",
            "trigger",
            "PROBLEM",
            "right",
        ),
        (
            "lambda.list_event_source_mappings",
            {"EventSourceMappings": []},
            "trigger",
            "no queue calls it",
            "make deploy",
        ),
        (
            "lambda.get_function_concurrency",
            {"ReservedConcurrentExecutions": 0},
            "concurrency",
            "never called",
            "delete-function-concurrency",
        ),
        (
            "sqs.get_queue_attributes/Attributes/ApproximateNumberOfMessages",
            "3",
            "dead letters",
            "3 messages",
            "redrive_command",
        ),
        (
            "batch.describe_job_queues/jobQueues/0/state",
            "DISABLED",
            "job queue",
            "disabled",
            "--state ENABLED",
        ),
        (
            "batch.describe_job_queues/jobQueues/0/status",
            "INVALID",
            "job queue",
            "INVALID: JobQueue Healthy",
            "reason",
        ),
        ("batch.describe_job_queues", {"jobQueues": []}, "job queue", "no such", "--job-queue"),
        (
            "batch.describe_compute_environments/computeEnvironments/0/state",
            "DISABLED",
            "compute environment",
            "disabled",
            "--state ENABLED",
        ),
        (
            "batch.describe_compute_environments/computeEnvironments/0/status",
            "INVALID",
            "compute environment",
            "INVALID",
            "role",
        ),
        (
            "batch.describe_compute_environments/computeEnvironments/0/computeResources/maxvCpus",
            1,
            "compute environment",
            "1 vCPUs at most, and a container needs 2",
            "maxvCpus=64",
        ),
        (
            "batch.describe_job_definitions",
            {"jobDefinitions": []},
            "job definition",
            "no active revision",
            "--job-definition",
        ),
        (
            "batch.describe_job_definitions/jobDefinitions/0/containerProperties/image",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/smartcat/worker:none",
            "job definition",
            "no image",
            "make deploy",
        ),
        ("ecr.list_images/imageIds/0/imageTag", "0.0.9", "image", "no such tag", "push"),
    ],
)
def test_what_is_set_up_wrong_is_an_error_with_its_remedy(  # noqa: PLR0913, PLR0917 - a table
    doctor: Doctor, answers: Answers, path: str, value: Any, check: str, says: str, remedy: str
) -> None:
    changed(answers, path, value)
    code, found = doctor()
    wrong = [one for one in bad(found) if one["check"] == check]
    assert code == 20
    assert wrong
    for one in wrong:
        assert one["level"] == "error"
        assert says in one["says"]
        assert remedy in one["remedy"]


def test_what_one_may_not_look_at_is_a_finding_and_the_rest_goes_on(
    doctor: Doctor, answers: Answers
) -> None:
    answers["batch.describe_job_queues"] = "AccessDeniedException"
    answers["events.describe_rule"] = "AccessDeniedException"
    code, found = doctor()
    assert code == 0
    denied = {one["check"]: one["remedy"] for one in bad(found)}
    assert "batch:DescribeJobQueues" in denied["job queue"]
    assert "events:DescribeRule" in denied["rule"]
    assert any(one["check"] == "function" for one in found)


def test_what_is_not_there_is_a_warning(doctor: Doctor, answers: Answers) -> None:
    answers["lambda.get_function_configuration"] = "ResourceNotFoundException"
    answers["sqs.get_queue_url"] = "AWS.SimpleQueueService.NonExistentQueue"
    code, found = doctor("--deployment", "other")
    assert code == 0
    assert {one["subject"] for one in bad(found)} == {
        "other-dispatcher",
        "other-reconciler",
        "other-documents",
        "other-dead-letters",
    }
    assert all("--deployment" in one["remedy"] for one in bad(found))


def job(status: str, **more: Any) -> dict[str, Any]:
    return {
        "jobId": "4b0f5a0e-0f1f-4b5b-8d57-6f8c7a2f9a11",
        "jobName": "smartcat-20261124-140912-7f3a-0",
        "status": status,
        "createdAt": int(time.time() * 1000) - 1_200_000,
        **more,
    }


def told_of(answers: Answers, status: str, **more: Any) -> None:
    """Let there be a job."""
    one = job(status, **more)
    summary = {key: one[key] for key in ("jobId", "jobName", "status", "createdAt")}
    answers["batch.list_jobs"] = lambda **request: {
        "jobSummaryList": [summary] if request["jobStatus"] == status else []
    }
    needed = {"jobQueue": "q", "jobDefinition": "d", "startedAt": 1}
    answers["batch.describe_jobs"] = {"jobs": [{**needed, **one}]}


@pytest.mark.parametrize(
    ("reason", "level", "remedy"),
    [
        (
            "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE - CE(s) cannot meet the requirement",
            "error",
            "maxvCpus",
        ),
        ("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - …", "error", "vCPUs and memory"),
        ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - …", "error", "capacity"),
        ("", "warning", "quotas"),
    ],
)
def test_a_job_that_waits_for_ever_is_told_why(
    doctor: Doctor, answers: Answers, reason: str, level: str, remedy: str
) -> None:
    told_of(answers, "RUNNABLE", statusReason=reason)
    _, found = doctor()
    (one,) = bad(found)
    assert (one["check"], one["level"]) == ("waiting jobs", level)
    assert reason in one["says"]
    assert remedy in one["remedy"]


@pytest.mark.parametrize(
    ("more", "says", "remedy"),
    [
        (
            {
                "statusReason": "Task failed to start",
                "container": {"reason": "CannotPullContainerError: …"},
            },
            "CannotPullContainerError",
            "ECR",
        ),
        (
            {
                "statusReason": "Essential container in task exited",
                "container": {"exitCode": 137, "reason": "OutOfMemoryError: …"},
            },
            "ended with 137",
            "worker_memory_mib",
        ),
        (
            {"statusReason": "Essential container in task exited", "container": {"exitCode": 137}},
            "ended with 137",
            "killed",
        ),
        (
            {"statusReason": "Host EC2 (instance i-0) terminated.", "attempts": [{}, {}]},
            "after 2 attempts",
            "Spot",
        ),
        (
            {"container": {"exitCode": 22, "logStreamName": "worker/default/1"}},
            "its log: worker/default/1",
            "access denied",
        ),
        ({"container": {"exitCode": 99}}, "ended with 99", "log"),
    ],
)
def test_a_job_that_failed_is_told_why(
    doctor: Doctor, answers: Answers, more: dict[str, Any], says: str, remedy: str
) -> None:
    told_of(answers, "FAILED", **more)
    _, found = doctor()
    (one,) = bad(found)
    assert one["check"] == "failed jobs"
    assert says in one["says"]
    assert remedy in one["remedy"]


@pytest.mark.usefixtures("doctor")
def test_people_read_the_worst_first(answers: Answers, shell: Callable[..., Any]) -> None:
    changed(answers, "batch.describe_job_queues/jobQueues/0/state", "DISABLED")
    told = shell("smartcat-batch", main)("doctor")
    first, says, remedy, *_ = told.out.splitlines()
    assert first == "✗ job queue smartcat"
    assert says.strip() == "it is disabled: it takes no jobs"
    assert remedy.strip().startswith("→ aws batch update-job-queue")
    assert told.out.endswith("findings to look at\n")


@pytest.mark.usefixtures("doctor")
def test_a_document_needs_the_bucket_with_its_results(shell: Callable[..., Any]) -> None:
    told = shell("smartcat-batch", main)("doctor", "--document", "s3://scans/in/a.pdf")
    assert told.code == 2
    assert "--results s3://" in told.err


LETTER, TEXT = "s3://scans/in/a.pdf", b"Dear Sir or Madam, yours truly"


@pytest.fixture
def examined(doctor: Doctor, answers: Answers, backend: AwsBackend) -> Doctor:
    """Look for the manifest of a document that was dropped; only what is said of that."""
    s3 = s3_client()
    s3.create_bucket(Bucket="scans")
    etag = s3.put_object(Bucket="scans", Key="in/a.pdf", Body=TEXT)["ETag"]
    answers["s3.head_object"] = {"ContentLength": len(TEXT), "ETag": etag}

    def examine(*arguments: str, document: str = LETTER) -> tuple[int, list[dict[str, Any]]]:
        results = backend.store.uri
        code, found = doctor("--document", document, "--results", results, *arguments)
        return code, [one for one in found if one["check"] in {"document", "run", "job"}]

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
    answers["s3.head_object"] = {"ContentLength": 11, "ETag": etag}
    dispatched(answers)
    code, (one,) = examined()
    assert code == 32
    assert one["level"] == "error"
    assert "smartcat-batch submit" in one["remedy"]


def test_a_document_that_was_handed_over_is_followed_to_its_job(
    examined: Doctor, answers: Answers
) -> None:
    dispatched(answers, SMARTCAT_MAX_INLINE_BYTES="1")
    answers["batch.describe_jobs"] = {
        "jobs": [{**job("RUNNING"), "jobQueue": "q", "jobDefinition": "d", "startedAt": 1}]
    }
    code, found = examined()
    assert code == 0
    assert [one["says"] for one in found][-2:] == ["0 of 1 shards are over", "it is RUNNING"]


def test_a_document_that_nobody_heard_of_is_told_what_may_be(examined: Doctor) -> None:
    code, (one,) = examined()
    assert code == 0
    assert "never came" in one["says"]


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("s3://elsewhere/in/a.pdf", "hears of scans alone"),
        ("s3://scans/out/a.pdf", "does not match"),
        ("s3://scans/in/a.tif", "does not match"),
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
    assert expired["level"] == "warning"
