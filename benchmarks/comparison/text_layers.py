"""What a page with a text layer costs: all of SmartCat beside nothing but ``get_text``."""

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from comparison.running import Workplace
from comparison.smartcat_contender import COMMAND

_FLOOR = "comparison.programs.floors"


@dataclass(frozen=True)
class TextLayerCosts:
    """CPU seconds; medians of rounds.

    Attributes:
        documents: How many were classified.
        pages: Of all documents together.
        total_cpu_s: Of the whole command.
        page_cpu_s: What one more page costs: all documents less the first one.
        floor_cpu_s: What ``get_text`` takes for a page, in a process that is warm.
    """

    documents: int
    pages: int
    total_cpu_s: float
    page_cpu_s: float
    floor_cpu_s: float


def measure_text_layers(paths: Sequence[Path], workplace: Workplace, rounds: int) -> TextLayerCosts:
    """Measure documents that have text on all pages."""
    totals, marginals, floors = [], [], []
    pages = sum(map(_count, paths))
    for _ in range(rounds):
        short, total = (_classify(workplace, some) for some in (paths[:1], paths))
        totals.append(total)
        marginals.append((total - short) / (pages - _count(paths[0])))
        floors.append(measure_floor("text", paths, workplace))
    medians = map(statistics.median, (totals, marginals, floors))
    return TextLayerCosts(len(paths), pages, *medians)


def measure_floor(what: str, paths: Sequence[Path], workplace: Workplace) -> float:
    """Return CPU seconds a page of `comparison.programs.floors`."""
    figure = workplace.folder / f"floor {what}.json"
    command = [sys.executable, "-m", _FLOOR, what, str(figure), *map(str, paths)]
    workplace.measure(f"floor {what}", command)
    told = json.loads(figure.read_text(encoding="utf-8"))
    return float(told["cpu_s"]) / int(told["pages"])


def _classify(workplace: Workplace, paths: Sequence[Path]) -> float:
    command = [*COMMAND, "classify", *map(str, paths), "--format", "csv", "--jobs", "1"]
    return workplace.measure("text layers", command).cpu_s


def _count(path: Path) -> int:
    with pymupdf.open(path) as document:
        return int(document.page_count)
