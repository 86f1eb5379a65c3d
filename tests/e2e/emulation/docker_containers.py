"""Containers of Docker. This module owns the package `docker`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docker
from docker.errors import APIError, ImageNotFound, NotFound
from docker.types import Mount, Ulimit

from emulation.batch.container import Container, ContainerEnd, ContainerPlan, LogLine, StartError
from emulation.batch.names import Json

JOB_LABEL = "smartcat.job"


class DockerContainer:
    """A container that was started."""

    def __init__(self, container: Any) -> None:
        self._container = container

    def lines(self) -> Iterator[LogLine]:
        """Give what it writes, until it ends."""
        for chunk in self._container.logs(stream=True, follow=True, timestamps=True):
            for line in chunk.decode(errors="replace").splitlines():
                stamp, _, text = line.partition(" ")
                yield LogLine(_ms(stamp), text)

    def wait(self) -> ContainerEnd:
        """Wait until it ends."""
        code = self._container.wait(timeout=None)["StatusCode"]
        self._container.reload()
        return ContainerEnd(code, self._container.attrs["State"]["OOMKilled"])

    def stop(self, grace_s: int) -> None:
        """Send SIGTERM, and SIGKILL if it has not ended after some seconds."""
        try:
            self._container.stop(timeout=grace_s)
        except NotFound:
            return  # it has ended by itself meanwhile

    def kill(self) -> None:
        """Send SIGKILL."""
        try:
            self._container.kill()
        except APIError:
            return  # it has ended by itself meanwhile

    def remove(self) -> None:
        """Remove it with all that it wrote."""
        self._container.remove(force=True, v=True)


class DockerContainers:
    """Starts containers as the ECS agent does on a host of EC2, in the host's network."""

    def __init__(self) -> None:
        # No time limit: the output of a container is followed until it ends.
        self._client = docker.from_env(timeout=None)

    def start(self, name: str, plan: ContainerPlan, environment: dict[str, str]) -> Container:
        """Start a container; raises `StartError` if that cannot be."""
        try:
            container = self._client.containers.create(
                plan.properties["image"],
                list(plan.command) or None,
                name=name,
                environment=environment,
                labels={JOB_LABEL: name},
                network_mode="host",
                cpu_shares=int(plan.vcpus * 1024),
                mem_limit=f"{plan.memory_mib}m",
                memswap_limit=f"{plan.memory_mib}m",
                **_options(plan.properties),
            )
        except ImageNotFound as error:
            raise StartError(f"CannotPullContainerError: {error.explanation}") from error
        except APIError as error:
            raise StartError(f"CannotCreateContainerError: {error.explanation}") from error
        try:
            container.start()
        except APIError as error:
            container.remove(force=True, v=True)
            raise StartError(f"CannotStartContainerError: {error.explanation}") from error
        return DockerContainer(container)


def _options(properties: Json) -> dict[str, Any]:
    linux = properties.get("linuxParameters") or {}
    ulimits = properties.get("ulimits") or []
    return {
        "read_only": properties.get("readonlyRootFilesystem", False),
        "user": properties.get("user"),
        "privileged": properties.get("privileged", False),
        "init": linux.get("initProcessEnabled", False),
        "tmpfs": {each["containerPath"]: _tmpfs(each) for each in linux.get("tmpfs", [])},
        "mounts": _mounts(properties),
        "ulimits": [
            Ulimit(name=each["name"], soft=each["softLimit"], hard=each["hardLimit"])
            for each in ulimits
        ],
    }


def _tmpfs(asked: Json) -> str:
    return ",".join([f"size={asked['size']}m", *asked.get("mountOptions", [])])


def _mounts(properties: Json) -> list[Mount]:
    """Mount volumes: of the host, or for as long as the container lives."""
    sources = {
        volume["name"]: (volume.get("host") or {}).get("sourcePath")
        for volume in properties.get("volumes") or []
    }
    return [
        Mount(
            target=point["containerPath"],
            source=sources[point["sourceVolume"]],
            type="bind" if sources[point["sourceVolume"]] else "volume",
            read_only=point.get("readOnly", False),
        )
        for point in properties.get("mountPoints") or []
    ]


def _ms(stamp: str) -> int:
    seconds, _, fraction = stamp.rstrip("Z").partition(".")
    since_1970 = datetime.fromisoformat(f"{seconds}+00:00").timestamp()
    return int(since_1970) * 1000 + int(fraction[:3].ljust(3, "0"))
