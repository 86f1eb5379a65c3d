"""What the emulation needs of the other services."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from emulation.batch.container import Containers, LogLine
from emulation.batch.names import Json


class Services(Protocol):
    """The other services of the cloud."""

    def log(self, group: str, stream: str, line: LogLine) -> None:
        """Write a line to CloudWatch Logs."""

    def tell(self, job: Json) -> None:
        """Send an event about a job's state to EventBridge."""

    def credentials(self, role_arn: str, session: str) -> Mapping[str, str]:
        """Let a container act as a role: variables for its environment."""


@dataclass(frozen=True)
class Surroundings:
    """All that the emulation does not do itself.

    Attributes:
        containers: Starts containers.
        services: The other services.
        environment: Variables that each container gets, such as where AWS is.
    """

    containers: Containers
    services: Services
    environment: Mapping[str, str]
