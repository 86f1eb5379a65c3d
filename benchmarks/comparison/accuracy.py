"""How many are right, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from comparison.answers import Answer
from comparison.halves import Scan
from comparison.race import Outcome

_Z = 1.96
"""Of intervals that hold in 95 % of the cases."""


@dataclass(frozen=True)
class Share:
    """A share, and the interval of Wilson (1927) for what it would be on more of the same."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share that was seen."""
        return self.right / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest share that what was seen speaks for."""
        spread = 1 + _Z**2 / self.of
        centre = (self.value + _Z**2 / (2 * self.of)) / spread
        variance = self.value * (1 - self.value) / self.of + _Z**2 / (4 * self.of**2)
        margin = _Z * math.sqrt(variance) / spread
        return max(centre - margin, 0.0), min(centre + margin, 1.0)


@dataclass(frozen=True)
class Difference:
    """How much more often one is right than another, on the same documents.

    Attributes:
        gained: Documents that only this one got right.
        lost: Documents that only the other one got right.
    """

    gained: int
    lost: int
    of: int

    @property
    def value(self) -> float:
        """The difference of the shares."""
        return (self.gained - self.lost) / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The interval of Agresti and Min (2005): Wald's, with half a document added to each."""
        of = self.of + 2
        gained, lost = self.gained + 0.5, self.lost + 0.5
        centre = (gained - lost) / of
        margin = _Z * math.sqrt(gained + lost - (gained - lost) ** 2 / of) / of
        return centre - margin, centre + margin


def right_documents(outcome: Outcome, scans: Sequence[Scan]) -> list[bool]:
    """Tell for each document whether its label is right."""
    return [_said(outcome, scan).document == scan.label for scan in scans]


def right_pages(outcome: Outcome, scans: Sequence[Scan]) -> list[bool] | None:
    """Tell for each page whether its label is right; absent where pages got none."""
    right: list[bool] = []
    for scan in scans:
        pages = _said(outcome, scan).pages
        if pages is None:
            return None
        if len(pages) != scan.pages:
            raise ValueError(f"{outcome.name} labelled {len(pages)} pages of {scan}")
        right += [label == scan.label for label in pages]
    return right


def share(right: Sequence[bool]) -> Share:
    """Count what is right."""
    return Share(sum(right), len(right))


def difference(one: Sequence[bool], other: Sequence[bool]) -> Difference:
    """Compare the same documents."""
    pairs = list(zip(one, other, strict=True))
    gained = sum(mine and not theirs for mine, theirs in pairs)
    lost = sum(theirs and not mine for mine, theirs in pairs)
    return Difference(gained, lost, len(pairs))


def _said(outcome: Outcome, scan: Scan) -> Answer:
    """Return what was said of a document; that all were answered is part of the comparison."""
    return outcome.answers[scan.path.name]
