"""Results to look at: packets that are made up, in a folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_packets import Told, write_packet

from smartcat.cli import main
from smartcat.models import DocumentManifest

SEGMENTS = (Told("letter", 2, is_doubtful=True), Told("invoice", 1))


@pytest.fixture
def smartcat(shell: Callable[..., Any]) -> Callable[..., Any]:
    """Run `smartcat` with arguments."""
    run: Callable[..., Any] = shell("smartcat", main)
    return run


@pytest.fixture
def packet(tmp_path: Path) -> DocumentManifest:
    """A packet of three pages; its results are in ``results``."""
    return write_packet(tmp_path, SEGMENTS)


@pytest.fixture
def children() -> Callable[[int], list[int]]:
    """Name the processes below a process."""

    def below(pid: int) -> list[int]:
        found = []
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *below(child)]
        return found

    return below
