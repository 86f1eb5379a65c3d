"""The entry of the container, as a process of its own."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.models import ModelIdentity
from smartcat.plan.run_files import write_run
from smartcat.plan.run_manifest import RunTerms
from smartcat.read import OcrChoice, ReadOptions
from smartcat.store import FolderStore
from smartcat.store.layout import run_uri, shard_key

CANARY = "Zugvogelkanarienquartett"
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


def test_a_bug_is_told_without_what_was_read(tmp_path: Path) -> None:
    terms = RunTerms(
        run_id="r",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        model=ModelIdentity(sha256="0" * 64, name="m"),
        read=ReadOptions(ocr=OcrChoice.OFF),
    )
    store = FolderStore(tmp_path)
    run = write_run(store, terms, (), shard_s=1.0)
    store.put(shard_key(run.run_id, 0), f'{{"shard": "{CANARY}"}}'.encode())
    done = subprocess.run(
        [sys.executable, ENTRY],
        env={**os.environ, "SMARTCAT_RUN": run_uri(store.uri, run.run_id)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    told = json.loads(done.stderr.splitlines()[-1])
    assert told["message"] == "a bug: ValidationError"
    assert "find_report" in told["traceback"]
    assert CANARY not in done.stderr
