"""What of a page is compared with others: worked out once, and kept while its neighbours are."""

from collections.abc import Iterator
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from smartcat.segment.clues import PageClues
from smartcat.segment.rarity import Rarity

HEAD_ROWS = 3
"""Rows of the grid of ink that are a head, or a foot."""
_RARE = 3.5


class Ink(NamedTuple):
    """Where ink is.

    Attributes:
        grid: Share of ink in each cell.
        rows: Mean of each row.
        length: Euclidean length of the grid.
        head_length: That of its first rows.
        foot_length: That of its last rows.
    """

    grid: NDArray[np.float64]
    rows: list[float]
    length: float
    head_length: float
    foot_length: float

    @classmethod
    def of(cls, grid: NDArray[np.float64]) -> Self:
        """Measure a grid."""
        return cls(
            grid=grid,
            rows=grid.mean(axis=1).tolist(),
            length=float(np.linalg.norm(grid)),
            head_length=float(np.linalg.norm(grid[:HEAD_ROWS])),
            foot_length=float(np.linalg.norm(grid[-HEAD_ROWS:])),
        )


class PageSide:
    """A page as one side of a pair."""

    def __init__(self, clues: PageClues, rarity: Rarity) -> None:
        self.clues = clues
        self.grams = rarity.weighed(clues.grams)
        self.head_grams = rarity.weighed(clues.head_grams)
        self.foot_grams = rarity.weighed(clues.foot_grams)
        self.weighed_words = rarity.weighed_words(clues.words)
        self.words, self.head_words, self.foot_words = (
            set(words.tolist()) for words in (clues.words, clues.head_words, clues.foot_words)
        )
        self.rare_words = set(clues.words[rarity.words.take(clues.words) > _RARE].tolist())
        self.ink = None if clues.ink is None else Ink.of(clues.ink)


def with_neighbours(
    sides: Iterator[PageSide],
) -> Iterator[tuple[PageSide, PageSide, PageSide | None]]:
    """Each page but the first, between its neighbours; few are kept at a time."""
    before, page = next(sides, None), next(sides, None)
    while before and page:
        later = next(sides, None)
        yield before, page, later
        before, page = page, later


class Likeness(NamedTuple):
    """How alike pages around a place are in strings of characters; 0 where there is no page.

    Attributes:
        of_pair: Of the page and the one before it.
        to_earlier: Of the page and the one before that.
        later_to_before: Of the next page and the one before this.
        later: Of the next page and this one.
    """

    of_pair: float = 0.0
    to_earlier: float = 0.0
    later_to_before: float = 0.0
    later: float = 0.0

    def moved_on(self, before: PageSide, page: PageSide, later: PageSide | None) -> "Likeness":
        """Return that of the next place, of which this one knows two already."""
        return Likeness(
            of_pair=self.later or before.grams.cosine(page.grams),
            to_earlier=self.later_to_before,
            later_to_before=before.grams.cosine(later.grams) if later else 0.0,
            later=page.grams.cosine(later.grams) if later else 0.0,
        )
