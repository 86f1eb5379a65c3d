"""The entry of the container, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENTRY = Path(__file__).parents[3] / "jobs" / "classify" / "main.py"


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ({}, 20, "SMARTCAT_RUN is not set"),
        ({"SMARTCAT_RUN": "file:///nowhere/runs/r/run.json"}, 51, "there is no run"),
    ],
)
def test_it_ends_with_the_code_of_what_is_wrong(told: dict[str, str], code: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, ENTRY],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
