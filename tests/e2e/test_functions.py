"""The functions of a deployment, called directly: the real package in containers of the runtime."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from machine.deployment import Deployment
from machine.emulator import Cloud
from machine.engine import Engine
from machine.function_runtime import RUNTIME_IMAGE

pytestmark = pytest.mark.e2e

Call = Callable[[str, Any], Any]


@pytest.fixture
def call(cloud: Cloud, deployment: Deployment) -> Call:
    """Call a function as events do; an error in it fails the test."""

    def call(function: str, event: Any) -> Any:
        answer = cloud.client("lambda").invoke(
            FunctionName=deployment.outputs["functions"][function],
            Qualifier="live",
            Payload=json.dumps(event),
        )
        told = json.load(answer["Payload"])
        assert "FunctionError" not in answer, told
        return told

    return call


def test_a_call_without_messages_does_nothing(call: Call) -> None:
    assert call("dispatcher", {"Records": []}) == {"batchItemFailures": []}


def test_only_the_message_that_failed_comes_again(call: Call, deployment: Deployment) -> None:
    bucket = deployment.outputs["results"].removeprefix("s3://")
    detail = {"bucket": {"name": bucket}, "object": {"key": "a.pdf", "size": 1, "etag": "0" * 32}}
    ours = {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    messages = {"ours": json.dumps(ours), "poison": "no event of anybody"}
    records = [{"messageId": name, "body": body} for name, body in messages.items()]
    told = call("dispatcher", {"Records": records})
    assert told == {"batchItemFailures": [{"itemIdentifier": "poison"}]}


def test_the_reconciler_looks_around_by_the_clock(call: Call) -> None:
    assert call("reconciler", {"source": "aws.events", "detail-type": "Scheduled Event"}) is None


@pytest.mark.parametrize(
    ("place", "is_writable"),
    [("/tmp", True), ("/var/task", False), ("/", False), ("/dev/shm", False)],
)
def test_functions_write_where_those_of_aws_may(
    call: Call, engine: Engine, place: str, is_writable: bool
) -> None:
    call("dispatcher", {"Records": []})
    container, *_ = engine.client.containers.list(filters={"ancestor": RUNTIME_IMAGE})
    code, said = container.exec_run(["touch", f"{place}/this"], user="993:990")
    assert (code == 0) is is_writable, said
