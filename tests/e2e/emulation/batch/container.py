"""What the emulation needs of a container engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from emulation.batch.names import Json


class StartError(Exception):
    """A container could not be started; the message is the reason, as AWS words it."""


@dataclass(frozen=True)
class ContainerPlan:
    """What is to run.

    Attributes:
        properties: ``containerProperties`` of the job definition.
        command: With all parameters put in; empty for what the image says.
        environment: Of the job, without what AWS adds.
        vcpus: How many it gets.
        memory_mib: After so much it is killed.
    """

    properties: Json
    command: tuple[str, ...]
    environment: dict[str, str]
    vcpus: float
    memory_mib: int


@dataclass(frozen=True)
class ContainerEnd:
    """How a container ended.

    Attributes:
        exit_code: 128 and the signal, if one ended it.
        ran_out_of_memory: Whether that was why.
    """

    exit_code: int
    ran_out_of_memory: bool = False


@dataclass(frozen=True)
class LogLine:
    """A line that a container wrote.

    Attributes:
        at_ms: When, in milliseconds since 1970.
        text: Without its end.
    """

    at_ms: int
    text: str


class Container(Protocol):
    """A container that was started."""

    def lines(self) -> Iterator[LogLine]:
        """Give what it writes, until it ends."""

    def wait(self) -> ContainerEnd:
        """Wait until it ends."""

    def stop(self, grace_s: int) -> None:
        """Send SIGTERM, and SIGKILL if it has not ended after some seconds."""

    def kill(self) -> None:
        """Send SIGKILL."""

    def remove(self) -> None:
        """Remove it with all that it wrote."""


class Containers(Protocol):
    """Starts containers."""

    def start(self, name: str, plan: ContainerPlan, environment: dict[str, str]) -> Container:
        """Start a container; raises `StartError` if that cannot be."""
