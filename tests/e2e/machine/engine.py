"""A container engine for tests alone: Debian's Docker, with its own socket, folder and images."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker

from machine.cache import Cache
from machine.processes import Program, running
from machine.waiting import until

_STARTS_WITHIN_S = 60.0


@dataclass(frozen=True)
class Engine:
    """An engine that runs.

    Attributes:
        address: What others find it by: ``DOCKER_HOST``.
        client: Talks to it.
    """

    address: str
    client: Any

    @property
    def host(self) -> str:
        """The address of this machine for containers; nothing else reaches it there."""
        (told,) = self.client.networks.get("bridge").attrs["IPAM"]["Config"]
        return str(told["Gateway"])


@contextmanager
def engine_in(cache: Cache, scratch: Path) -> Iterator[Engine]:
    """Run an engine, and end it with all its containers.

    Args:
        cache: Where its images are kept; it is not given back before the engine has ended.
        scratch: For what it needs while it runs; a short path, as it holds a socket.
    """
    address = f"unix://{scratch / 'socket'}"
    command: list[str | Path] = [
        *("dockerd", "--host", address),
        *("--data-root", cache.folder / "engine"),
        *("--exec-root", scratch / "running"),
        *("--pidfile", scratch / "pid"),
    ]
    with running(command, scratch / "engine.log", kept=[cache.lock]) as program:
        until("dockerd listens", lambda: _listens(scratch / "socket", program), _STARTS_WITHIN_S)
        client = docker.DockerClient(base_url=address, timeout=600)
        try:
            _remove_containers(client)  # of a run that was killed
            yield Engine(address, client)
        finally:
            _remove_containers(client)
            client.close()


def _listens(address: Path, program: Program) -> bool:
    program.check()
    with socket.socket(socket.AF_UNIX) as end:
        return end.connect_ex(str(address)) == 0


def _remove_containers(client: Any) -> None:
    for container in client.containers.list(all=True, ignore_removed=True):
        container.remove(force=True, v=True)
