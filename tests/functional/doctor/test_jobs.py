"""What the doctor finds in jobs: those that wait, and those that failed."""

import time
from collections.abc import Callable
from typing import Any

import pytest

Answers = dict[str, Any]
Doctor = Callable[..., tuple[int, list[dict[str, Any]]]]


def bad(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["level"] != "ok"]


def job(status: str, **more: Any) -> dict[str, Any]:
    return {
        "jobId": "4b0f5a0e-0f1f-4b5b-8d57-6f8c7a2f9a11",
        "jobName": "smartcat-20261124-140912-7f3a-0",
        "jobQueue": "q",
        "jobDefinition": "d",
        "startedAt": 1,
        "status": status,
        "createdAt": int(time.time() * 1000) - 1_200_000,
        **more,
    }


def told_of(answers: Answers, status: str, **more: Any) -> None:
    """Let there be a job."""
    one = job(status, **more)
    keys = ("jobId", "jobName", "status", "statusReason", "createdAt")
    summary = {key: one[key] for key in keys if key in one}
    answers["batch.list_jobs"] = lambda **request: {
        "jobSummaryList": [summary] if request["jobStatus"] == status else []
    }
    answers["batch.describe_jobs"] = {"jobs": [one]}


@pytest.mark.parametrize(
    ("reason", "level", "code", "remedy"),
    [
        (
            "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE - CE(s) cannot meet the requirement",
            "error",
            20,
            "maxvCpus",
        ),
        ("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - …", "error", 20, "vCPUs and memory"),
        ("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS - …", "error", 20, "AWSBatchServiceRole"),
        ("MISCONFIGURATION:SOMETHING_NEW - …", "error", 20, "reason names"),
        ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - …", "warning", 70, "capacity"),
        ("", "warning", 70, "quotas"),
        ("UNDETERMINED - …", "warning", 70, "quotas"),
    ],
)
def test_a_job_that_waits_for_ever_is_told_why(
    doctor: Doctor, answers: Answers, reason: str, level: str, code: int, remedy: str
) -> None:
    told_of(answers, "RUNNABLE", statusReason=reason)
    ended, found = doctor()
    (one,) = bad(found)
    assert ended == code
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
        (
            {"container": {"exitCode": 71}, "attempts": [{}, {}], "retryStrategy": {"attempts": 2}},
            "all 2 attempts are used up",
            "71 means: storage; smartcat-batch logs 20261124-140912-7f3a says more",
        ),
        ({"container": {"exitCode": 143}}, "ended with 143", "told to stop"),
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


def test_a_child_of_an_array_that_waits_is_told_why(
    doctor: Doctor, failing: Callable[[str], None]
) -> None:
    failing("array-waiting")
    code, found = doctor()
    (one,) = bad(found)
    assert code == 20
    assert one["subject"] == "smartcat-20261124-140912-7f3a-0:3"
    assert "COMPUTE_ENVIRONMENT_MAX_RESOURCE" in one["says"]
    assert "maxvCpus" in one["remedy"]


def test_children_of_an_array_that_failed_alike_are_told_once(
    doctor: Doctor, failing: Callable[[str], None]
) -> None:
    failing("array-failed")
    code, found = doctor()
    killed, unpulled = bad(found)
    assert code == 0
    assert killed["subject"].endswith("-0:0")
    assert "so did 1 others of its array" in killed["says"]
    assert "all 2 attempts are used up" in killed["says"]
    assert killed["says"].endswith("its log: worker/default/0c1d2e3f")
    assert "worker_memory_mib" in killed["remedy"]
    assert unpulled["subject"].endswith("-0:5")
    assert "ECR" in unpulled["remedy"]


def test_jobs_of_others_are_none_of_ours(doctor: Doctor, answers: Answers) -> None:
    told_of(answers, "FAILED", jobName="nightly-report", container={"exitCode": 1})
    code, found = doctor()
    assert (code, bad(found)) == (0, [])
