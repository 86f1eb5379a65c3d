"""A worker that is told to stop does, even where Python loses the wish."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smartcat.errors import ExitCode

# Python clears the object away while it is told to stop, and loses what is raised then.
LOSES_IT = """
import os, signal, sys, time
from smartcat.worker import entry

class Busy:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass

def load_run(*_):
    Busy()
    time.sleep(60)

entry.load_run = load_run
entry._CLEAR_UP_S = 0.2
entry.main()
"""


def test_a_wish_to_stop_that_python_lost_is_kept(tmp_path: Path) -> None:
    environment = {**os.environ, "SMARTCAT_RUN": f"{tmp_path.as_uri()}/runs/r/run.json"}
    started_s = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", LOSES_IT],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == ExitCode.INTERRUPTED_WORK, ended.stderr
    assert time.monotonic() - started_s < 30


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_with_the_code_that_has_it_tried_again(
    tmp_path: Path, number: signal.Signals
) -> None:
    waits = "from smartcat.worker import entry; import os, time\n"
    waits += f"entry.load_run = lambda *_: os.kill(os.getpid(), {number}) or time.sleep(60)\n"
    environment = {**os.environ, "SMARTCAT_RUN": f"{tmp_path.as_uri()}/runs/r/run.json"}
    ended = subprocess.run(
        [sys.executable, "-c", f"{waits}entry.main()"], env=environment, check=False
    )
    assert ended.returncode == ExitCode.INTERRUPTED_WORK
