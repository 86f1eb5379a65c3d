"""The deployment: made, planned again, and removed."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from machine.deployment import NAME, Deployment, deployed
from machine.emulator import ACCOUNT, REGION, Cloud
from machine.worker_image import WORKER_IMAGE

pytestmark = pytest.mark.e2e

_HANDLER = "def handle(event, context):\n    return {'batchItemFailures': []}\n"


@pytest.fixture(scope="module")
def deployment(cloud: Cloud, scratch: Path) -> Iterator[Deployment]:
    """A deployment whose functions do nothing; nothing of it is left behind."""
    package = scratch / "package.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for function in ("dispatcher", "reconciler"):
            archive.writestr(f"lambdas/{function}/handler.py", _HANDLER)
    with deployed(cloud, scratch / "deployment", package, WORKER_IMAGE) as deployment:
        yield deployment
    assert _left(cloud) == []


def test_a_second_plan_changes_nothing(deployment: Deployment) -> None:
    assert deployment.changes() == []


def test_alarms_are_what_was_asked_for(deployment: Deployment, cloud: Cloud) -> None:
    told = cloud.client("cloudwatch").describe_alarms(AlarmNamePrefix=f"{NAME}-")["MetricAlarms"]
    assert {alarm["AlarmName"] for alarm in told} == set(deployment.outputs["alarms"])
    for alarm in told:
        assert alarm["AlarmActions"] == [deployment.outputs["alarm_topic_arn"]]
        assert alarm["TreatMissingData"] == "notBreaching"
        assert alarm["AlarmDescription"]


def test_the_line_to_paste_names_what_there_is(deployment: Deployment, cloud: Cloud) -> None:
    told = dict(part.split("=") for part in deployment.outputs["environment"].split())
    bucket = f"{NAME}-results-{ACCOUNT}-{REGION}"
    assert told.pop("SMARTCAT_RESULTS") == f"s3://{bucket}"
    assert cloud.client("s3").get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    batch = cloud.client("batch")
    queues = batch.describe_job_queues(jobQueues=[told.pop("SMARTCAT_JOB_QUEUE")])["jobQueues"]
    assert len(queues[0]["computeEnvironmentOrder"]) == 2
    definition = told.pop("SMARTCAT_JOB_DEFINITION")
    found = batch.describe_job_definitions(jobDefinitionName=definition, status="ACTIVE")
    assert [each["retryStrategy"]["attempts"] for each in found["jobDefinitions"]] == [10]
    assert not told


def _left(cloud: Cloud) -> list[str]:
    """What bears the name of the deployment."""
    return [name for name in _names(cloud) if name.startswith(NAME)]


def _names(cloud: Cloud) -> Iterator[str]:
    def all_of(service: str, operation: str, key: str) -> list[Any]:
        return list(getattr(cloud.client(service), operation)().get(key, ()))

    yield from (each["Name"] for each in all_of("s3", "list_buckets", "Buckets"))
    yield from (url.rpartition("/")[2] for url in all_of("sqs", "list_queues", "QueueUrls"))
    yield from (each["FunctionName"] for each in all_of("lambda", "list_functions", "Functions"))
    yield from (each["RoleName"] for each in all_of("iam", "list_roles", "Roles"))
    yield from (each["Name"] for each in all_of("events", "list_rules", "Rules"))
    kinds = {
        "describe_compute_environments": ("computeEnvironments", "computeEnvironmentName"),
        "describe_job_queues": ("jobQueues", "jobQueueName"),
    }
    for operation, (key, name) in kinds.items():
        yield from (each[name] for each in all_of("batch", operation, key))
    groups = cloud.client("logs").describe_log_groups()["logGroups"]
    yield from (group["logGroupName"].rpartition("/")[2] for group in groups)
