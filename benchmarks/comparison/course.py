"""What all contenders run over: the same scans, and a folder for what they make of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from comparison.halves import Scan


class Place(NamedTuple):
    """A portion of a half; so many documents are measured at a time."""

    half: str
    portion: int

    def __str__(self) -> str:
        return f"{self.half}{self.portion}"


@dataclass(frozen=True)
class Course:
    """Scans, and where they and what is made of them lie.

    Attributes:
        scans: A folder for each half, with a folder for each class.
        made: A folder for texts, models and results.
        ocrmypdf: The interpreter of the environment that has OCRmyPDF.
        portions: The scans by their places.
    """

    scans: Path
    made: Path
    ocrmypdf: Path
    portions: dict[Place, list[Scan]]

    def paths(self, place: Place) -> list[str]:
        """Return the files of a portion, as arguments of a program."""
        return [str(scan.path) for scan in self.portions[place]]

    def pages(self, place: Place) -> int:
        """Count the pages of a portion."""
        return sum(scan.pages for scan in self.portions[place])


def by_place(scans: Sequence[Scan]) -> dict[Place, list[Scan]]:
    """Group scans by half and portion."""
    portions: dict[Place, list[Scan]] = defaultdict(list)
    for scan in scans:
        portions[Place(scan.half, scan.portion)].append(scan)
    return dict(sorted(portions.items()))
