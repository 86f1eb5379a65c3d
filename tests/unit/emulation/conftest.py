"""The emulation of AWS Batch in this process, with containers that do as tests say."""

import io
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from emulation.batch import BatchService
from emulation.batch.container import ContainerEnd, ContainerPlan, LogLine, StartError
from emulation.batch.names import Json, Place
from emulation.batch.surroundings import Surroundings

VCPUS = 4


@dataclass(eq=False)
class FakeContainer:
    """Runs until a test ends it, or, with a code in its environment, ends at once."""

    name: str
    plan: ContainerPlan
    environment: dict[str, str]
    ended: threading.Event = field(default_factory=threading.Event)
    code: int = 0
    ran_out_of_memory: bool = False
    signals: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[LogLine]:
        yield LogLine(1000, f"hello from {self.name}")
        self.ended.wait()

    def wait(self) -> ContainerEnd:
        self.ended.wait()
        return ContainerEnd(self.code, self.ran_out_of_memory)

    def stop(self, grace_s: int) -> None:
        self.signals.append(f"TERM, KILL after {grace_s} s")
        self.end(143)

    def kill(self) -> None:
        self.signals.append("KILL")
        self.end(137)

    def remove(self) -> None:
        self.signals.append("removed")

    def end(self, code: int, *, ran_out_of_memory: bool = False) -> None:
        self.code, self.ran_out_of_memory = code, ran_out_of_memory
        self.ended.set()


@dataclass
class FakeContainers:
    """Keeps what was started, by name."""

    started: dict[str, FakeContainer] = field(default_factory=dict)

    def start(self, name: str, plan: ContainerPlan, environment: dict[str, str]) -> FakeContainer:
        if plan.properties["image"] == "missing":
            raise StartError("CannotPullContainerError: there is no missing")
        container = FakeContainer(name, plan, environment)
        if "CODE" in environment:
            container.end(int(environment["CODE"]))
        self.started[name] = container
        return container

    @property
    def running(self) -> list[FakeContainer]:
        return [each for each in list(self.started.values()) if not each.ended.is_set()]


@dataclass
class FakeServices:
    """Keeps what it is told."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)

    def log(self, group: str, stream: str, line: LogLine) -> None:
        self.lines.append((group, stream, line.text))

    def tell(self, job: Json) -> None:
        self.events.append(job)

    def credentials(self, role_arn: str, session: str) -> dict[str, str]:
        assert session
        return {"ACTS_AS": role_arn}


class _Raw(io.BytesIO):
    """A body as urllib3 gives it."""

    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


@pytest.fixture
def containers() -> FakeContainers:
    return FakeContainers()


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def client(containers: FakeContainers, services: FakeServices) -> Iterator[Any]:
    """A client of boto3 that talks to the emulation, as to AWS."""
    surroundings = Surroundings(containers, services, {"AWS_REGION": "us-east-1"})
    service = BatchService(Place("123456789012", "us-east-1"), surroundings)

    def answer(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        url = urlsplit(request.url)
        body = request.body or b""
        data = body.encode() if isinstance(body, str) else body
        status, told = service.answer(request.method, url.path, data, parse_qs(url.query))
        headers = {"x-amzn-errortype": "ClientException"} if status >= 400 else {}
        return AWSResponse(request.url, status, headers, _Raw(json.dumps(told).encode()))

    client = boto3.client(
        "batch", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y"
    )
    client.meta.events.register("before-send.batch", answer)
    yield client
    service.close()
    client.close()


@pytest.fixture
def batch(client: Any) -> Any:
    """The client; there are a queue with some vCPUs, and a job definition."""
    client.create_compute_environment(
        computeEnvironmentName="spot",
        type="MANAGED",
        computeResources={"type": "SPOT", "maxvCpus": VCPUS, "subnets": ["s"]},
    )
    client.create_job_queue(
        jobQueueName="queue",
        priority=1,
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "spot"}],
    )
    define(client, "worker")
    return client


def define(client: Any, name: str, **more: Any) -> str:
    """Register a job definition; what is not about the container goes to it as it is."""
    properties = {
        "image": "worker:1",
        "resourceRequirements": [
            {"type": "VCPU", "value": "1"},
            {"type": "MEMORY", "value": "512"},
        ],
    }
    about = {key: more.pop(key) for key in list(more) if key in {"retryStrategy", "timeout"}}
    return str(
        client.register_job_definition(
            jobDefinitionName=name,
            type="container",
            containerProperties={**properties, **more},
            **about,
        )["jobDefinitionArn"]
    )
