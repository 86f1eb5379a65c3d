"""Which words of a page spoke for its label."""

import numpy as np
from numpy.typing import NDArray

from smartcat.features.codes import Kind, Positions, TextCodes, normalise, runs
from smartcat.features.hashing import PrefixHashes, distinct
from smartcat.features.page_features import Buckets, FeatureSchema, bucket_of
from smartcat.features.text_features import Block, occurrences

MOST_WORDS = 5
FEWEST_LETTERS = 3

Contributions = NDArray[np.float64]


def evidence(
    text: str, buckets: Buckets, contributions: Contributions, schema: FeatureSchema
) -> tuple[str, ...]:
    """The page's own words that added most to the label, strongest first.

    A feature's contribution is shared among its occurrences, and there among the words that it
    touches; shapes are left out, as they say nothing of the word itself.

    Args:
        text: The text of the page.
        buckets: What ``extract`` returned for the page.
        contributions: What each bucket added to the label's margin, over the mean of the others.
        schema: The schema of the model.
    """
    codes = normalise(text)
    starts, ends = runs(codes.kinds >= Kind.DIGIT)
    shares = _shares(codes, buckets, contributions, schema)
    first, same_word = distinct(PrefixHashes(codes.folded).of(starts, ends))
    sums = np.bincount(same_word, weights=_per_word(shares, starts, ends), minlength=first.size)
    letters = np.concatenate(([0], np.cumsum(codes.kinds >= Kind.UPPER)))
    readable = (letters[ends] - letters[starts])[first] >= FEWEST_LETTERS
    ranked = np.lexsort((first, -sums))
    chosen = first[ranked[readable[ranked] & (sums[ranked] > 0)]][:MOST_WORDS]
    begin, end = codes.origin[starts[chosen]], codes.origin[ends[chosen] - 1] + 1
    return tuple(text[a:b] for a, b in zip(begin.tolist(), end.tolist(), strict=True))


_Shares = tuple[Contributions, Positions, Positions]
"""What each occurrence adds, its start and its end."""


def _shares(
    codes: TextCodes, buckets: Buckets, contributions: Contributions, schema: FeatureSchema
) -> _Shares:
    found = [item for item in occurrences(codes) if item.block is not Block.SHAPES]
    own = np.concatenate([bucket_of(item.hashes, item.block, schema) for item in found])
    places = np.searchsorted(buckets, own)
    counts = np.bincount(places, minlength=buckets.size)
    return (
        contributions[places] / counts[places],
        np.concatenate([item.starts for item in found]),
        np.concatenate([item.ends for item in found]),
    )


def _per_word(shares: _Shares, starts: Positions, ends: Positions) -> Contributions:
    """Spread occurrences over the words that they touch, as differences of a running sum."""
    values, begins, finishes = shares
    first = np.searchsorted(ends, begins, side="right")
    last = np.searchsorted(starts, finishes, side="left")
    touched = last - first
    some = touched > 0
    part = values[some] / touched[some]
    steps = np.bincount(first[some], weights=part, minlength=starts.size + 1)
    steps -= np.bincount(last[some], weights=part, minlength=starts.size + 1)
    return np.asarray(np.cumsum(steps)[:-1], dtype=np.float64)
