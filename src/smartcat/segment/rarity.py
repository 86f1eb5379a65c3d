"""How rare words and strings are: what two pages share counts the more, the rarer it is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from smartcat.features import GRAM_BITS, Grams
from smartcat.segment.clues import PageClues
from smartcat.segment.words import WORD_BITS, Hashes

_PRIOR_PAGES = 20.0
"""A short stream says little of what is rare: the usual shares count as so many pages of it."""


@dataclass(frozen=True)
class Weighed:
    """Hashes of a page, and what they weigh.

    Attributes:
        hashes: Each once.
        squares: Their squared rarities.
        power: Sum of these.
    """

    hashes: NDArray[np.uint16]
    squares: NDArray[np.float32]
    power: np.float32

    @classmethod
    def of(cls, hashes: NDArray[np.uint16], squares: NDArray[np.float32]) -> Self:
        """Weigh hashes.

        Args:
            hashes: Each once.
            squares: The squared rarities of all that there are.
        """
        own = squares.take(hashes)
        return cls(hashes, own, own.sum())

    def cosine(self, other: "Weighed") -> float:
        """Cosine of two sets, weighted by rarity."""
        length = np.sqrt(self.power * other.power)
        if not length:
            return 0.0
        common = self.squares.compress(other.marks.take(self.hashes))
        return float(common.sum() / length)

    @cached_property
    def marks(self) -> NDArray[np.bool_]:
        """Whether each hash is among these: common ones are found in a tenth of `numpy.isin`."""
        marks = np.zeros(1 << max(WORD_BITS, GRAM_BITS), dtype=np.bool_)
        marks[self.hashes.astype(np.intp)] = True  # in less than half the time, with the cast
        return marks


class Rarity:
    """Inverse document frequencies (Spärck Jones, 1972) by hash.

    Attributes:
        words: Of hashed words, at least 0.
        grams: Of hashed strings of characters, at least 0.
    """

    def __init__(self, words: NDArray[np.float32], grams: NDArray[np.float32]) -> None:
        self.words = words
        self.grams = grams
        self._squared_words = words**2
        self._squared_grams = grams**2

    def of_words(self, words: AbstractSet[int]) -> float:
        """Sum of the rarities of words; in order, as sums depend on it."""
        return sum(float(self.words[word]) for word in sorted(words))

    def weighed_words(self, words: Hashes) -> Weighed:
        """Weigh a set of words."""
        return Weighed.of(words, self._squared_words)

    def weighed(self, grams: Grams) -> Weighed:
        """Weigh a set of strings."""
        return Weighed.of(grams, self._squared_grams)


def rarity_of(pages: Sequence[PageClues], usual: "DocumentFrequencies") -> Rarity:
    """Rarities in a stream: what is on many of its pages tells little, however rare elsewhere.

    Args:
        pages: The stream.
        usual: How often words and strings were on the pages of training.
    """
    seen = document_frequencies(pages)
    total = len(pages) + _PRIOR_PAGES
    words = (seen.words * len(pages) + usual.words * _PRIOR_PAGES) / total
    grams = (seen.grams * len(pages) + usual.grams * _PRIOR_PAGES) / total
    least = 1.0 / total
    return Rarity(-np.log(np.clip(words, least, 1.0)), -np.log(np.clip(grams, least, 1.0)))


class DocumentFrequencies(NamedTuple):
    """Share of pages on which a hash is, 0 to 1.

    Attributes:
        words: By hashed word.
        grams: By hashed string of characters.
    """

    words: NDArray[np.float32]
    grams: NDArray[np.float32]


def document_frequencies(pages: Sequence[PageClues]) -> DocumentFrequencies:
    """Count on how many of these pages each hash is, as a share."""
    words = np.zeros(1 << WORD_BITS, dtype=np.float32)
    grams = np.zeros(1 << GRAM_BITS, dtype=np.float32)
    for page in pages:
        words[page.words.astype(np.intp)] += 1  # in a third of the time, with the cast
        grams[page.grams.astype(np.intp)] += 1
    count = max(len(pages), 1)
    return DocumentFrequencies(
        (words / count).astype(np.float32), (grams / count).astype(np.float32)
    )
