"""What Terraform makes, on the emulated AWS."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from machine.emulator import TOP, Cloud

STACK = TOP / "tests" / "e2e" / "stack"
NAME = "deployed"
"""Begins the names of all that is made."""
_WITHIN_S = 900
_NOT_READ_BACK: Mapping[str, AbstractSet[str]] = {
    # It tells the provider less of an alarm than it was told, and boto3 all of it.
    "aws_cloudwatch_metric_alarm": {
        *("actions_enabled", "alarm_actions", "alarm_description", "dimensions", "metric_query"),
        *("ok_actions", "period", "statistic", "treat_missing_data"),
    },
    # It forgets the tags of objects that come in several parts, as the package does.
    "aws_s3_object": {"tags", "tags_all"},
}
"""What the emulated AWS does not tell, by the type of resources."""


@dataclass(frozen=True)
class Deployment:
    """A deployment and its state.

    Attributes:
        folder: For the state, and for what Terraform needs.
        variables: Of the stack.
        outputs: What the deployment tells; empty before it is made.
    """

    folder: Path
    variables: Mapping[str, str]
    outputs: dict[str, Any] = field(default_factory=dict)

    def apply(self) -> None:
        """Make it, or change it."""
        self._terraform("init", "-input=false", "-no-color")
        self._terraform("apply", "-auto-approve", *self._options)
        told = self._terraform("output", "-json", f"-state={self._state}")
        self.outputs.update(json.loads(told)["smartcat"]["value"])

    def changes(self) -> list[str]:
        """Plan again: what would be changed, but for what cannot be told here."""
        plan = self.folder / "plan"
        self._terraform("plan", f"-out={plan}", *self._options)
        told = json.loads(self._terraform("show", "-json", str(plan)))
        return [
            f"{one['address']}: {', '.join(changed)}"
            for one in told["resource_changes"]
            if one["mode"] == "managed" and (changed := _changed(one["type"], one["change"]))
        ]

    def destroy(self) -> None:
        """Remove all of it."""
        self._terraform("destroy", "-auto-approve", *self._options)

    @property
    def _state(self) -> Path:
        return self.folder / "terraform.tfstate"

    @property
    def _options(self) -> list[str]:
        variables = [f"-var={name}={value}" for name, value in self.variables.items()]
        return ["-no-color", "-input=false", f"-state={self._state}", *variables]

    def _terraform(self, *arguments: str) -> str:
        told = subprocess.run(
            [TOP / "scripts" / "terraform", f"-chdir={STACK}", *arguments],
            env={**os.environ, "TF_DATA_DIR": str(self.folder / "data")},
            capture_output=True,
            text=True,
            check=False,
            timeout=_WITHIN_S,
        )
        assert told.returncode == 0, f"terraform {arguments[0]}: {told.stderr[-4000:]}"
        return told.stdout


def _changed(kind: str, change: Mapping[str, Any]) -> list[str]:
    """Which attributes a planned change is about; of what is no update, what it is."""
    if change["actions"] == ["no-op"]:
        return []
    if change["actions"] != ["update"]:
        return list(change["actions"])
    before, after = change["before"], change["after"]
    known = {name for name, value in after.items() if value != before.get(name)}
    unknown = {name for name, told in change["after_unknown"].items() if _has_true(told)}
    return sorted((known | unknown) - _NOT_READ_BACK.get(kind, set()))


def _has_true(told: Any) -> bool:
    """Whether any part of an attribute is unknown before it is applied."""
    parts = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    return told is True or any(map(_has_true, parts))


@contextmanager
def deployed(
    cloud: Cloud, folder: Path, package: Path, image: str, **variables: str
) -> Iterator[Deployment]:
    """Have the deployment on an emulated AWS, and remove it with all that is in it.

    Args:
        cloud: The emulated AWS.
        folder: For the state; nothing else is in it.
        package: The zip of the functions.
        image: The image of the worker.
        variables: Others of the stack.
    """
    folder.mkdir()
    told = {
        "endpoint": cloud.endpoint,
        "lambda_package": str(package),
        "worker_image": image,
        "name": NAME,
        **variables,
    }
    deployment = Deployment(folder, told)
    try:
        deployment.apply()
        yield deployment
    finally:
        deployment.destroy()


def left(cloud: Cloud) -> list[str]:
    """What is there that bears the name of the deployment."""
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
