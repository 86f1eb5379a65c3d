"""The deployment: made, planned again, and removed."""

import pytest

from machine.deployment import NAME, Deployment
from machine.emulator import ACCOUNT, REGION, Cloud

pytestmark = pytest.mark.e2e


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
