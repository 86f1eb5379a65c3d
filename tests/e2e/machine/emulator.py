"""The emulated AWS: started with packages of its own, and talked to."""

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

import boto3

from machine.cache import digest_of
from machine.engine import Engine
from machine.processes import Program, running
from machine.waiting import until

TOP = Path(__file__).parents[3]
ACCOUNT, REGION = "123456789012", "us-east-1"
_LOCK = TOP / "locks" / "emulator.txt"
_STARTS_WITHIN_S = 60.0
_FUNCTION_MIB = 1769
"""Memory of all functions: the emulator does not take it from what they were made with."""
_FUNCTION_FLAGS = (
    *("--memory", f"{_FUNCTION_MIB}m"),
    "--read-only",
    *("--tmpfs", "/tmp"),
    # AWS has none, so that what needs shared memory or semaphores with a name fails there.
    *("--tmpfs", "/dev/shm:ro"),
)
_KEY = "test"
"""Of the account's root user: the one that ministack accepts."""


@dataclass(frozen=True)
class Cloud:
    """An AWS that is emulated.

    Attributes:
        endpoint: Its address.
        log: What the emulator says.
    """

    endpoint: str
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """Variables that make programs use it, as the root user of its account."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": _KEY,
            "AWS_SECRET_ACCESS_KEY": _KEY,
        }

    def client(self, service: str) -> Any:
        """Make a client for a service."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=_KEY,
            aws_secret_access_key=_KEY,
        )


@contextmanager
def emulator(packages: Path, scratch: Path, engine: Engine) -> Iterator[Cloud]:
    """Run an emulated AWS, and end it.

    Args:
        packages: Where its packages are kept.
        scratch: A folder for its log and its data.
        engine: What runs its containers, and reaches it by the address of this machine for them.
    """
    python = _ensure_packages(packages)
    port = _free_port()
    endpoint = f"http://{engine.host}:{port}"
    environment = {
        "AUTH": "true",  # what a role may not do is refused
        "AWS_ENDPOINT_URL": endpoint,  # for the containers of functions
        "BIND_HOST": engine.host,
        "DOCKER_HOST": engine.address,
        "GATEWAY_PORT": str(port),
        "LAMBDA_DOCKER_FLAGS": " ".join(_FUNCTION_FLAGS),
        "LAMBDA_EXECUTOR": "docker",
        "LAMBDA_STRICT": "1",  # in a container of the runtime, or not at all
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": REGION,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(TOP / "tests" / "e2e"),
        "TMPDIR": str(scratch),
    }
    log = scratch / "emulator.log"
    with running([python, "-m", "emulation"], log, environment) as program:
        until("the emulated AWS answers", lambda: _is_up(endpoint, program), _STARTS_WITHIN_S)
        yield Cloud(endpoint, log)


def lose_host(batch: Any, job_id: str) -> None:
    """Take the host from under a job: what AWS has no request for goes as another one.

    Args:
        batch: A client for the emulated AWS Batch.
        job_id: The job.
    """

    def elsewhere(params: dict[str, Any], **_: object) -> None:
        params["url"] = params["url"].replace("terminatejob", "test/losehost")

    name = "before-call.batch.TerminateJob"
    batch.meta.events.register(name, elsewhere)
    try:
        batch.terminate_job(jobId=job_id, reason="-")
    finally:
        batch.meta.events.unregister(name, elsewhere)


def _ensure_packages(folder: Path) -> Path:
    """Install the emulator's packages, unless they are; return their Python."""
    home = folder / f"emulator-{digest_of(_LOCK.read_bytes(), sys.version)}"
    python = home / "bin" / "python"
    done = home / "done"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        told = subprocess.run(
            [*install, "--requirement", str(_LOCK)], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr[-2000:]
        done.touch()
    return python


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _is_up(endpoint: str, program: Program) -> bool:
    program.check()
    try:
        with urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False
