"""Runs are killed at random moments; each of them ends as if nothing had happened."""

import os
import random
import select
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from soak import processes_of, soak

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
    stacks: Path, tmp_path: Path
) -> None:
    outcome = soak(stacks, tmp_path, KILLS, random.Random(0), "--ocr", "off")
    assert (outcome.documents, outcome.pages) == (3, 210)
    assert outcome.kills >= KILLS / 2
    assert (outcome.lost, outcome.unequal, outcome.repeated_blocks) == (0, 0, 0)
    for pid in processes_of(outcome.run_id):  # the last to end is still leaving
        assert has_ended(pid)
    assert not (Path(tempfile.gettempdir()) / f"smartcat-{outcome.run_id}").exists()
