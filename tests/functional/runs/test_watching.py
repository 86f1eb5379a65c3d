"""Watching a run: what is seen of it, and that nothing is done to it."""

import io
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from smartcat.blocks import StoredPages
from smartcat.cli.batch.glimpse_table import glimpse_table
from smartcat.runs.status import RunState
from smartcat.runs.watching import Watcher
from smartcat.store import FolderStore
from smartcat.store.layout import manifest_key

Run = Callable[..., Any]


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class CountingStore(FolderStore):
    """Counts the objects that are read."""

    reads = 0

    def get(self, key: str) -> bytes:
        self.reads += 1
        return super().get(key)


@pytest.fixture
def run_id(batch: Run, inbox: Path, results: Path) -> str:
    """A run that is done, with one document that failed."""
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    status = json.loads(batch("submit", inbox, "--results", results, "--format", "json").out)
    return str(status["run_id"])


@pytest.fixture
def undone(store: FolderStore, run_id: str, tmp_path: Path) -> Path:
    """The same run as it was before its last document and shard were done."""
    kept = tmp_path / "kept"
    kept.mkdir()
    for path in (
        *store.path("documents").glob("*/manifest.json"),
        *store.path(f"runs/{run_id}/shards").iterdir(),
    ):
        shutil.move(path, kept / f"{path.parent.name}-{path.name}")
    return kept


def test_documents_are_seen_as_they_are_done(
    store: FolderStore, results: Path, run_id: str, undone: Path
) -> None:
    clock = Clock()
    watcher = Watcher(CountingStore(results), run_id, clock)
    glimpse = watcher.look(is_alive=True)
    assert (glimpse.state, glimpse.documents, glimpse.pending) == (RunState.RUNNING, 4, 4)
    assert (glimpse.pages, glimpse.pages_of, glimpse.pages_per_s) == (3, None, None)
    clock.now_s += 10
    for path in list(undone.glob("*-manifest.json"))[:2]:
        shutil.copy(path, store.path(manifest_key(path.name.partition("-")[0])))
    assert watcher.look(is_alive=True).left_s == 10  # half of the documents in ten seconds
    for path in undone.glob("*-manifest.json"):
        shutil.copy(path, store.path(manifest_key(path.name.partition("-")[0])))
    glimpse = watcher.look(is_alive=True)
    assert (glimpse.done, glimpse.failed, glimpse.pending) == (3, 1, 0)
    assert (glimpse.pages, glimpse.pages_per_s) == (3, 0.0)
    assert glimpse.needs_review >= 1
    [failure] = glimpse.failures
    assert failure.startswith("broken.pdf: ")


def test_no_manifest_is_read_twice(results: Path, run_id: str) -> None:
    store = CountingStore(results)
    watcher = Watcher(store, run_id)
    watcher.look(is_alive=True)
    before = store.reads
    watcher.look(is_alive=True)
    assert store.reads == before


def test_pace_and_time_left_are_told_of_what_was_seen_to_be_read(
    batch: Run, inbox: Path, results: Path, store: FolderStore
) -> None:
    batch("submit", inbox, "--results", results)
    run = next(store.path("runs").iterdir()).name
    manifests = {path: path.read_bytes() for path in results.glob("documents/*/manifest.json")}
    blocks = {path: path.read_bytes() for path in results.glob("documents/*/pages/*")}
    assert all(next(StoredPages.look(store, path.parent.name).blocks()).pages for path in manifests)
    for path in (*manifests, *blocks, *store.path(f"runs/{run}/shards").iterdir()):
        path.unlink()
    clock = Clock()
    watcher = Watcher(store, run, clock)
    assert watcher.look(is_alive=True).pages == 0
    path, data = next(iter(blocks.items()))
    path.write_bytes(data)  # of a document that is not done
    clock.now_s += 4
    glimpse = watcher.look(is_alive=True)
    assert (glimpse.pages, glimpse.pages_of, glimpse.pending) == (1, 3, 3)
    assert (glimpse.pages_per_s, glimpse.left_s) == (0.25, 8.0)
    clock.now_s += 100  # nothing came in the last minute
    watcher.look(is_alive=True)
    clock.now_s += 1
    assert watcher.look(is_alive=True).pages_per_s == 0


def test_what_is_seen_is_laid_out_as_a_table(store: FolderStore, run_id: str) -> None:
    glimpse = Watcher(store, run_id).look(is_alive=True)
    screen = io.StringIO()
    Console(file=screen, width=80, highlight=False).print(glimpse_table(glimpse))
    shown = screen.getvalue()
    assert f"{run_id}, done" in shown
    assert "3 of 4 done, 1 failed, 0 pending" in shown
    assert "last failures\n  broken.pdf: " in shown


def test_the_end_of_a_run_is_told_as_by_wait(batch: Run, results: Path, run_id: str) -> None:
    outcome = batch("watch", "last", "--results", results, "--format", "json")
    assert outcome.code == 60
    assert json.loads(outcome.out)["run_id"] == run_id
    assert outcome.err == "smartcat: 1 of 4 documents failed\n"


@pytest.mark.usefixtures("undone")
def test_a_run_that_was_stopped_is_left_alone(batch: Run, results: Path, run_id: str) -> None:
    outcome = batch("watch", "last", "--results", results)
    assert outcome.code == 50
    assert f"take it up: smartcat-batch wait {run_id}" in outcome.err
    status = json.loads(batch("status", "last", "--results", results, "--format", "json").out)
    assert (status["state"], status["pending"]) == ("stopped", 4)


def test_a_person_at_a_terminal_sees_a_table(results: Path, run_id: str) -> None:
    code = "import sys; sys.argv[0] = 'x'; from smartcat.cli.batch.main import main; main()"
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code, "watch", run_id, "--results", str(results)],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(screen, 4096):
            shown += chunk
    except OSError:  # the other end was closed
        pass
    finally:
        os.close(screen)
    assert process.wait() == 60
    assert b"3 of 4 done, 1 failed" in shown
