"""Deal documents into two halves, so that each is classified by a model that did not see it."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from comparison.paperwork import LabelledFile
from comparison.scans import make_scan

HALVES = ("a", "b")
OTHER = {"a": "b", "b": "a"}


@dataclass(frozen=True)
class Dealt:
    """A document's place.

    Attributes:
        half: Models that classify it learn from the other one.
        portion: Within its half. Portions are measured one by one, for all contenders in turn.
    """

    file: LabelledFile
    half: str
    portion: int


@dataclass(frozen=True)
class Scan:
    """A document as all contenders get it.

    Attributes:
        path: An image-only PDF in a folder of its class in a folder of its half.
    """

    path: Path
    label: str
    pages: int
    half: str
    portion: int


def deal(files: Sequence[LabelledFile], portions: int) -> list[Dealt]:
    """Deal documents: each class in turn to both halves, and each half to its portions.

    The order within a class is that of digests of the names, so nothing that names tell (year,
    language, kind of file) settles who learns from what.
    """
    by_class: dict[str, list[LabelledFile]] = defaultdict(list)
    for file in files:
        by_class[file.label].append(file)
    turns, places = count(), {half: count() for half in HALVES}
    dealt = []
    for label in sorted(by_class):
        for file in sorted(by_class[label], key=_shuffled):
            half = HALVES[next(turns) % len(HALVES)]
            dealt.append(Dealt(file, half, next(places[half]) % portions))
    return dealt


def _shuffled(file: LabelledFile) -> str:
    return hashlib.sha256(file.path.name.encode()).hexdigest()


def scan_all(dealt: Sequence[Dealt], folder: Path, *, pages: int) -> list[Scan]:
    """Make the scans; names tell nothing."""
    scans = []
    for number, one in enumerate(dealt):
        path = folder / one.half / one.file.label / f"{number:04}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        count_made = make_scan(one.file.path, path, pages=pages)
        scans.append(Scan(path, one.file.label, count_made, one.half, one.portion))
    return scans
