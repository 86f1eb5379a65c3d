"""What the emulated AWS Batch is told of queues and definitions is read back as AWS does."""

from typing import Any

import pytest
from botocore.exceptions import ClientError


def test_a_job_definition_is_read_back_as_it_was_registered(batch: Any) -> None:
    registered: dict[str, Any] = {
        "image": "worker:1",
        "command": [],
        "environment": [{"name": "A", "value": "1"}],
        "jobRoleArn": "arn:aws:iam::123456789012:role/worker",
        "mountPoints": [{"containerPath": "/tmp", "sourceVolume": "tmp", "readOnly": False}],
        "volumes": [{"name": "tmp", "host": {}}],
        "readonlyRootFilesystem": True,
        "resourceRequirements": [
            {"type": "VCPU", "value": "2"},
            {"type": "MEMORY", "value": "4096"},
        ],
        "secrets": [],
        "ulimits": [],
    }
    strategy = {"attempts": 2, "evaluateOnExit": [{"onReason": "*", "action": "EXIT"}]}
    arn = batch.register_job_definition(
        jobDefinitionName="whole",
        type="container",
        containerProperties=registered,
        retryStrategy=strategy,
        timeout={"attemptDurationSeconds": 900},
        platformCapabilities=["EC2"],
        tags={"a": "b"},
    )["jobDefinitionArn"]
    (told,) = batch.describe_job_definitions(jobDefinitions=[arn])["jobDefinitions"]
    assert told["containerProperties"] == registered
    assert told["retryStrategy"]["evaluateOnExit"] == [{"onReason": "*", "action": "exit"}]
    assert (told["status"], told["revision"], told["tags"]) == ("ACTIVE", 1, {"a": "b"})


def test_the_newest_active_revision_is_used_unless_one_is_named(batch: Any) -> None:
    properties = {"image": "worker:2", "resourceRequirements": []}
    for _ in range(2):
        batch.register_job_definition(
            jobDefinitionName="worker", type="container", containerProperties=properties
        )

    def revision(named: str) -> int:
        job = batch.submit_job(jobName="a", jobQueue="queue", jobDefinition=named)["jobId"]
        (told,) = batch.describe_jobs(jobs=[job])["jobs"]
        return int(told["jobDefinition"].rpartition(":")[2])

    assert (revision("worker"), revision("worker:1")) == (3, 1)
    batch.deregister_job_definition(jobDefinition="worker:3")
    assert revision("worker") == 2
    active = batch.describe_job_definitions(jobDefinitionName="worker", status="ACTIVE")
    assert [each["revision"] for each in active["jobDefinitions"]] == [1, 2]


def test_only_what_is_emulated_can_be_defined(batch: Any) -> None:
    with pytest.raises(ClientError, match="containerProperties"):
        batch.register_job_definition(
            jobDefinitionName="several", type="container", ecsProperties={"taskProperties": []}
        )


def test_what_is_in_use_is_not_deleted(batch: Any) -> None:
    with pytest.raises(ClientError, match="ENABLED"):
        batch.delete_job_queue(jobQueue="queue")
    with pytest.raises(ClientError, match="JobQueue relationship"):
        batch.delete_compute_environment(computeEnvironment="spot")
    batch.update_job_queue(jobQueue="queue", state="DISABLED")
    with pytest.raises(ClientError, match="is DISABLED"):
        batch.submit_job(jobName="a", jobQueue="queue", jobDefinition="worker")
    batch.delete_job_queue(jobQueue="queue")
    batch.update_compute_environment(computeEnvironment="spot", state="DISABLED")
    batch.delete_compute_environment(computeEnvironment="spot")
    assert batch.describe_job_queues()["jobQueues"] == []
    assert batch.describe_compute_environments()["computeEnvironments"] == []


def test_a_name_is_given_once(batch: Any) -> None:
    with pytest.raises(ClientError, match="already exists"):
        batch.create_compute_environment(computeEnvironmentName="spot", type="MANAGED")


def test_all_things_have_tags(batch: Any) -> None:
    (queue,) = batch.describe_job_queues()["jobQueues"]
    arn = queue["jobQueueArn"]
    batch.tag_resource(resourceArn=arn, tags={"a": "1", "b": "2"})
    batch.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert batch.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "2"}
    assert batch.describe_job_queues()["jobQueues"][0]["tags"] == {"b": "2"}
    with pytest.raises(ClientError, match="not found"):
        batch.list_tags_for_resource(resourceArn=f"{arn}-2")
