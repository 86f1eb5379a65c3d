"""How rare words and strings are: what two pages share counts the more, the rarer it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartcat.features import GRAM_BITS, Buckets
from smartcat.segment.clues import PageClues
from smartcat.segment.words import WORD_BITS

_PRIOR_PAGES = 20.0
"""A short stream says little of what is rare: the usual shares count as so many pages of it."""


@dataclass(frozen=True)
class Rarity:
    """Inverse document frequencies (Spärck Jones, 1972) by hash.

    Attributes:
        words: Of hashed words, at least 0.
        grams: Of hashed strings of characters, at least 0.
    """

    words: NDArray[np.float32]
    grams: NDArray[np.float32]

    def of_words(self, words: frozenset[int]) -> float:
        """Sum of the rarities of words."""
        return sum(float(self.words[word]) for word in words)

    def word_cosine(self, one: frozenset[int], two: frozenset[int]) -> float:
        """Cosine of two sets of words, weighted by rarity."""
        return self._cosine(self.words, _as_buckets(one), _as_buckets(two))

    def cosine(self, one: Buckets, two: Buckets) -> float:
        """Cosine of two sets of strings, weighted by rarity."""
        return self._cosine(self.grams, one, two)

    @staticmethod
    def _cosine(weights: NDArray[np.float32], one: Buckets, two: Buckets) -> float:
        if not (one.size and two.size):
            return 0.0
        both = one[np.isin(one, two, assume_unique=True)]
        length = np.sqrt((weights[one] ** 2).sum() * (weights[two] ** 2).sum())
        return float((weights[both] ** 2).sum() / length) if length else 0.0


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


def _as_buckets(words: frozenset[int]) -> Buckets:
    return np.fromiter(words, dtype=np.uint32, count=len(words))


@dataclass(frozen=True)
class DocumentFrequencies:
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
        words[list(page.words)] += 1
        grams[page.grams] += 1
    count = max(len(pages), 1)
    return DocumentFrequencies(
        (words / count).astype(np.float32), (grams / count).astype(np.float32)
    )
