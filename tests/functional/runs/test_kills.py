"""Runs are killed at random moments; each of them ends as if nothing had happened."""

import json
import os
import random
import select
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from smartcat.backends import LocalBackend
from smartcat.plan.run_files import load_run
from smartcat.runs.status import shard_reports, status_of
from smartcat.store import FolderStore

Run = Callable[..., Any]
Manifests = Callable[[Path], dict[str, dict[str, Any]]]

KILLS = 20
PATIENCE_S = 30.0


@pytest.fixture
def stacks(tmp_path: Path, make_scan: Callable[..., Path]) -> Path:
    """One long document and some short ones; without OCR a page takes some milliseconds."""
    folder = tmp_path / "stacks"
    folder.mkdir()
    for name, pages in (("long", 150), ("short", 40), ("other", 20)):
        texts = [f"Invoice {name} {page}, net amount, total due" for page in range(pages)]
        make_scan(*texts, name=f"stacks/{name}.tif", dpi=72)
    return folder


def processes_of(run_id: str) -> Iterator[int]:
    """The coordinator of a run and its workers; reading processes end with their worker."""
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (path / "cmdline").read_bytes().split(b"\0")
            environment = (path / "environ").read_bytes()
            pid = int(path.name)
            is_reader = os.getsid(pid) == pid  # they lead sessions of their own
            if run_id.encode() in words or (
                b"smartcat.worker" in words and run_id.encode() in environment and not is_reader
            ):
                yield pid


def has_ended(pid: int) -> bool:
    """Wait until a process ends, but not for ever."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], PATIENCE_S)[0])
    finally:
        os.close(process)


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_as_if_undisturbed(
    batch: Run, stacks: Path, tmp_path: Path, manifests: Manifests
) -> None:
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    usual = ("--ocr", "off", "--workers", "2")
    assert batch("submit", stacks, "--results", undisturbed, *usual).code == 0
    batch("submit", stacks, "--results", disturbed, *usual, "--detach")
    backend = LocalBackend(FolderStore(disturbed), 2)
    run_id = max(path.parent.name for path in disturbed.glob("runs/*/run.json"))
    dice = random.Random(0)
    kills = 0
    while kills < KILLS and not status_of(backend.store, run_id, is_alive=True).state.is_over:
        time.sleep(dice.uniform(0.1, 1.0))  # the moment is what is drawn, not something waited for
        victims = list(processes_of(run_id))
        if not victims:
            backend.start(run_id)
            continue
        with suppress(ProcessLookupError):
            os.kill(dice.choice(victims), dice.choice((signal.SIGTERM, signal.SIGKILL)))
        kills += 1
    outcome = batch("wait", run_id, "--results", disturbed, "--format", "json")
    told = batch("status", run_id, "--results", disturbed).out
    assert (outcome.code, json.loads(outcome.out)["pending"]) == (0, 0), told
    assert kills >= KILLS / 2
    assert manifests(disturbed) == manifests(undisturbed)
    reports = list(shard_reports(backend.store, load_run(backend.store, run_id)))
    assert not sum(report.repeated_blocks for report in reports)
    for pid in processes_of(run_id):  # the last to end is still leaving
        assert has_ended(pid)
    assert not (Path(tempfile.gettempdir()) / f"smartcat-{run_id}").exists()
