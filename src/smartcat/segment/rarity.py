"""How rare words and strings are: what two pages share counts the more, the rarer it is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.features import GRAM_BITS, Grams
from smartcat.segment.clues import PageClues
from smartcat.segment.words import WORD_BITS, Hashes

_PRIOR_PAGES = 20.0
"""A short stream says little of what is rare: the usual shares count as so many pages of it."""


class Weighed(NamedTuple):
    """Hashes of a page, and what they weigh together.

    Attributes:
        hashes: Each once.
        power: Sum of their squared rarities.
    """

    hashes: NDArray[np.uint16]
    power: np.float32


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
        self._is_marked = np.zeros(max(words.size, grams.size), dtype=np.bool_)

    def of_words(self, words: AbstractSet[int]) -> float:
        """Sum of the rarities of words; in order, as sums depend on it."""
        return sum(float(self.words[word]) for word in sorted(words))

    def weighed_words(self, words: Hashes) -> Weighed:
        """Weigh a set of words."""
        return Weighed(words, self._squared_words.take(words).sum())

    def weighed(self, grams: Grams) -> Weighed:
        """Weigh a set of strings."""
        return Weighed(grams, self._squared_grams.take(grams).sum())

    def word_cosine(self, one: Weighed, two: Weighed) -> float:
        """Cosine of two sets of words, weighted by rarity."""
        return self._cosine(self._squared_words, one, two)

    def cosine(self, one: Weighed, two: Weighed) -> float:
        """Cosine of two sets of strings, weighted by rarity."""
        return self._cosine(self._squared_grams, one, two)

    def _cosine(self, squared: NDArray[np.float32], one: Weighed, two: Weighed) -> float:
        length = np.sqrt(one.power * two.power)
        if not length:
            return 0.0
        # A table of marks finds common hashes in a tenth of the time of numpy.isin.
        self._is_marked[two.hashes] = True
        common = one.hashes.take(np.flatnonzero(self._is_marked.take(one.hashes)))
        self._is_marked[two.hashes] = False
        return float(squared.take(common).sum() / length)


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
        words[page.words] += 1
        grams[page.grams] += 1
    count = max(len(pages), 1)
    return DocumentFrequencies(
        (words / count).astype(np.float32), (grams / count).astype(np.float32)
    )
