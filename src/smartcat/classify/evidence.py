"""Which words of a page spoke for its label."""

import numpy as np
from numpy.typing import NDArray

from smartcat.features import Buckets, PageFeatures
from smartcat.features.codes import Kind, Positions
from smartcat.features.hashing import distinct
from smartcat.features.text_features import Block, Words

MOST_WORDS = 5
FEWEST_LETTERS = 3

Contributions = NDArray[np.float64]


def evidence(text: str, features: PageFeatures, contributions: Contributions) -> tuple[str, ...]:
    """The page's own words that added most to the label, strongest first.

    A feature's contribution is shared among its occurrences, and there among the words that it
    touches; shapes are left out, as they say nothing of the word itself.

    Args:
        text: The text of the page.
        features: Its features.
        contributions: What each of its buckets added to the label's margin, over the mean of the
            others.
    """
    codes, words = features.codes, features.words
    first, same_word = distinct(words.hashes)
    sums = np.bincount(same_word, weights=_per_word(features, contributions), minlength=first.size)
    letters = np.concatenate(([0], np.cumsum(codes.kinds >= Kind.UPPER)))
    readable = (letters[words.ends] - letters[words.starts])[first] >= FEWEST_LETTERS
    ranked = np.lexsort((first, -sums))
    chosen = first[ranked[readable[ranked] & (sums[ranked] > 0)]][:MOST_WORDS]
    begin, end = codes.origin[words.starts[chosen]], codes.origin[words.ends[chosen] - 1] + 1
    return tuple(text[a:b] for a, b in zip(begin.tolist(), end.tolist(), strict=True))


def _per_word(features: PageFeatures, contributions: Contributions) -> Contributions:
    """Spread occurrences over the words that they touch, as differences of a running sum."""
    first, last = _touched(features)
    shares = _shares(features.buckets, features.occurring[: first.size], contributions)
    touched = last - first
    part = np.divide(shares, touched, out=np.zeros_like(shares), where=touched > 0)
    count = features.words.starts.size + 1
    steps = np.bincount(first, weights=part, minlength=count)
    steps -= np.bincount(last, weights=part, minlength=count)
    return np.asarray(np.cumsum(steps)[:-1], dtype=np.float64)


def _touched(features: PageFeatures) -> tuple[Positions, Positions]:
    """The first word that each occurrence touches, shapes apart, and the one after the last."""
    found, words = features.occurrences, features.words
    counted = found.blocks[Block.SHAPES].start if Block.SHAPES in found.blocks else None
    ended, begun = _words_up_to(words, features.codes.folded.size)
    return ended.take(found.starts[:counted]), begun.take(found.ends[:counted] - 1)


def _words_up_to(words: Words, size: int) -> tuple[Positions, Positions]:
    """How many words have ended where each character begins, and how many begun with it."""
    ended, begun = np.zeros(size + 1, dtype=np.int64), np.zeros(size + 1, dtype=np.int64)
    ended[words.ends] = 1
    begun[words.starts] = 1
    return np.cumsum(ended), np.cumsum(begun)


def _shares(buckets: Buckets, occurring: Buckets, contributions: Contributions) -> Contributions:
    """What each occurrence adds: its bucket's contribution, shared among all that are in it."""
    places = _PLACES.among(buckets, occurring)
    counts = np.bincount(places, minlength=buckets.size)
    return (contributions / np.maximum(counts, 1)).take(places)


class _PlaceTable:
    """Where buckets stand in a list: a look-up each, where searching takes a dozen steps."""

    def __init__(self) -> None:
        self._places = np.zeros(0, dtype=np.int32)

    def among(self, buckets: Buckets, wanted: Buckets) -> NDArray[np.int32]:
        """Tell where each of ``wanted`` is in ``buckets``, which ascend and hold all of them.

        What pages before have written is left there: no page reads what it has not written.
        """
        size = int(buckets[-1]) + 1
        if self._places.size < size:
            self._places = np.zeros(size, dtype=np.int32)
        self._places[buckets] = np.arange(buckets.size)
        return self._places.take(wanted)


_PLACES = _PlaceTable()
