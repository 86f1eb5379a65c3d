"""A store, and `smartcat-batch` in this process, with workers in processes of their own."""

import itertools
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from smartcat.aws import s3_client
from smartcat.cli import main as smartcat_main
from smartcat.cli.batch.main import main
from smartcat.store import FolderStore

Run = Callable[..., Any]

PATIENCE_S = 30.0
_NUMBERS = itertools.count()


@pytest.fixture
def batch(shell: Callable[..., Run]) -> Run:
    """Run `smartcat-batch` with arguments."""
    return shell("smartcat-batch", main)


@pytest.fixture
def smartcat(shell: Callable[..., Run]) -> Run:
    """Run `smartcat` with arguments."""
    return shell("smartcat", smartcat_main)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results"


@pytest.fixture
def store(results: Path) -> FolderStore:
    return FolderStore(results)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Some texts, two of which are alike but for their names."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    texts = {
        "payslip.txt": "Payslip for May, gross pay, income tax, net pay, employer",
        "letter.txt": "Dear Sir or Madam, thank you for it. Yours truly",
        "copy.txt": "Dear Sir or Madam, thank you for it. Yours truly",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def manifests() -> Callable[[Path], dict[str, dict[str, Any]]]:
    """Read all manifests of a results folder by document, without what may differ."""

    def read(results: Path) -> dict[str, dict[str, Any]]:
        found = {}
        for path in results.glob("documents/*/manifest.json"):
            manifest = json.loads(path.read_text())
            del manifest["execution"]
            found[path.parent.name] = manifest
        return found

    return read


@pytest.fixture(scope="session")
def aws_server() -> Iterator[str]:
    """A server of moto in a process of its own: planning forks, and workers are processes, too."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:  # type: ignore[call-overload]
        yield _answering(f"http://127.0.0.1:{port}", process)
        process.terminate()


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    """Wait until a server answers."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/moto-api/"):
            return address
        time.sleep(0.05)
    raise RuntimeError("the server of moto does not answer")


@pytest.fixture
def bucket(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket at the server, which is what clients made meanwhile talk to."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws_server)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    client = s3_client()
    name = f"scans-{next(_NUMBERS)}"
    client.create_bucket(Bucket=name)
    yield name
    client.close()
