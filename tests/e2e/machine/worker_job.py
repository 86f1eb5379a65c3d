"""The job definition of the worker, as it is meant to be on AWS."""

from typing import Any

QUEUE = "smartcat"
DEFINITION = "smartcat-worker"
VCPUS = 2
_MEMORY_MIB = 2048

RETRY_STRATEGY: dict[str, Any] = {
    "attempts": 10,
    "evaluateOnExit": [
        # 70 to 79 may go well the next time: 75 is a worker that was told to stop.
        {"onExitCode": "7*", "action": "RETRY"},
        # So was one whose first line had not run yet: SIGTERM ended it.
        {"onExitCode": "143", "action": "RETRY"},
        # A Spot host that was lost leaves no exit code.
        {"onStatusReason": "Host EC2*", "action": "RETRY"},
        # AWS retries whatever no rule matches.
        {"onReason": "*", "action": "EXIT"},
    ],
}


def make_queue(batch: Any) -> None:
    """Make a queue for Spot hosts."""
    batch.create_compute_environment(
        computeEnvironmentName=QUEUE,
        type="MANAGED",
        computeResources={"type": "SPOT", "maxvCpus": VCPUS, "subnets": ["subnet-1"]},
    )
    order = [{"order": 1, "computeEnvironment": QUEUE}]
    batch.create_job_queue(jobQueueName=QUEUE, priority=1, computeEnvironmentOrder=order)


def define_worker(batch: Any, image: str, role_arn: str) -> None:
    """Register the job definition of the worker.

    Args:
        batch: A client for AWS Batch.
        image: The worker's image.
        role_arn: What the worker acts as.
    """
    batch.register_job_definition(
        jobDefinitionName=DEFINITION,
        type="container",
        platformCapabilities=["EC2"],
        retryStrategy=RETRY_STRATEGY,
        timeout={"attemptDurationSeconds": 3600},
        containerProperties={
            "image": image,
            "jobRoleArn": role_arn,
            "readonlyRootFilesystem": True,
            "resourceRequirements": [
                {"type": "VCPU", "value": "1"},
                {"type": "MEMORY", "value": str(_MEMORY_MIB)},
            ],
            "volumes": [{"name": "tmp", "host": {}}],
            "mountPoints": [{"sourceVolume": "tmp", "containerPath": "/tmp"}],
        },
    )


def submit_shards(batch: Any, run_uri: str, shards: int) -> str:
    """Have shards done without the product's command: also of a run that is not there."""
    more = {"arrayProperties": {"size": shards}} if shards > 1 else {}
    answer = batch.submit_job(
        jobName="smartcat",
        jobQueue=QUEUE,
        jobDefinition=DEFINITION,
        containerOverrides={"environment": [{"name": "SMARTCAT_RUN", "value": run_uri}]},
        **more,
    )
    return str(answer["jobId"])
