"""The worker's container, by itself."""

import json
import time
from typing import Any

import pytest

from machine.engine import Engine

pytestmark = pytest.mark.e2e

# Keeps a container busy, as a process that reads pages would, and leaves an orphan behind.
_ORPHANS = """
import os, subprocess, sys, time
def state(pid):
    try:
        return open(f"/proc/{pid}/stat").read().split()[2]
    except OSError:
        return "reaped meanwhile"
for _ in range(5):
    child = os.fork()
    if not child:
        subprocess.Popen(["true"])
        os._exit(0)
    os.waitpid(child, 0)
deadline = time.monotonic() + 10
while time.monotonic() < deadline:
    pids = filter(str.isdigit, os.listdir("/proc"))
    if "Z" not in map(state, pids):
        sys.exit(0)
    time.sleep(0.1)
sys.exit(1)
"""


@pytest.fixture
def run(engine: Engine, worker_image: str) -> Any:
    """Run a container with nothing but what AWS gives; return its code and what it says."""

    def run(*command: str, **options: Any) -> tuple[int, str]:
        container = engine.client.containers.create(
            worker_image, list(command) or None, read_only=True, network_mode="none", **options
        )
        container.start()
        code = container.wait()["StatusCode"]
        said = container.logs().decode()
        container.remove(v=True)
        return code, said

    return run


def test_it_says_what_it_lacks(run: Any) -> None:
    code, said = run()
    assert (code, json.loads(said)["exit_code"]) == (20, 20)
    assert "SMARTCAT_RUN is not set" in said


def test_it_runs_without_rights_and_writes_to_tmp_alone(run: Any) -> None:
    command = "id -u; touch /tmp/this && ! touch /app/this"
    code, said = run("-c", command, entrypoint="sh")
    assert code == 0, said
    assert "10001" in said.splitlines()


def test_it_reads_both_languages_and_needs_no_training_library(run: Any) -> None:
    program = (
        "import importlib.util as u, tesserocr; "
        "print(sorted(tesserocr.get_languages('/opt/tessdata')[1]), "
        "[m for m in ('sklearn', 'scipy', 'matplotlib', 'pytest', 'pip') if u.find_spec(m)])"
    )
    assert run("-c", program, entrypoint="python") == (0, "['deu', 'eng'] []\n")


def test_its_init_reaps_what_nobody_waits_for(run: Any) -> None:
    code, said = run("-s", "--", "python", "-c", _ORPHANS, entrypoint="tini")
    assert code == 0, said


@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.2, 0.4])
def test_it_stops_when_it_is_told_to_while_it_starts(
    engine: Engine, worker_image: str, after_s: float
) -> None:
    container = engine.client.containers.run(
        worker_image,
        detach=True,
        read_only=True,
        network_mode="none",
        # Nobody answers there, and it is asked again and again: the worker is at it for seconds.
        environment={
            "SMARTCAT_RUN": "s3://results/runs/r/run.json",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "x",
            "AWS_SECRET_ACCESS_KEY": "y",
        },
    )
    time.sleep(after_s)  # the moment is what is tested, not something waited for
    started_s = time.monotonic()
    container.kill("SIGTERM")
    code = container.wait()["StatusCode"]
    said = container.logs().decode()
    container.remove(v=True)
    # Before the first line of ours has run, the signal ends the interpreter: 128 and its number.
    assert code in ({75, 143} if not after_s else {75}), said
    assert time.monotonic() - started_s < 20
