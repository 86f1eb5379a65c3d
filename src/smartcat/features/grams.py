"""Which strings of characters a text has: what says how alike two texts are, OCR noise and all."""

from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from smartcat.features.codes import TextCodes, normalise
from smartcat.features.hashing import ascending, gram_hashes, mix

GRAM_LENGTHS = (3, 4, 5)
GRAM_BITS = 16
Grams = NDArray[np.uint16]
_TAG = 32
"""Tags below it belong to the features of pages."""
_BETWEEN = "|"
"""What is no white space keeps the line ends around two texts from becoming a blank line."""
_FIRST = 2
"""Where the first text begins: before it are a line end and what stands between texts."""


def grams_of(codes: TextCodes) -> Grams:
    """The strings of three to five characters in a text, hashed to 16 bits; ascending, distinct."""
    return ascending(np.concatenate(_by_length(codes)))


def character_grams(*texts: str) -> list[Grams]:
    """What `grams_of` gives for each of several texts.

    Several cost little more than one: of a short one, nearly all goes into calls.
    """
    pieces = [f"\n{text.strip()}\n{_BETWEEN}" for text in texts]
    codes = normalise(_BETWEEN + "".join(pieces))
    by_length = _by_length(codes)
    ends = np.searchsorted(codes.origin, list(accumulate(map(len, pieces)))).tolist()
    starts = [_FIRST, *(end + len(_BETWEEN) for end in ends)]
    return [
        ascending(
            np.concatenate(
                [
                    grams[start : max(end - length + 1, start)]
                    for length, grams in zip(GRAM_LENGTHS, by_length, strict=True)
                ]
            )
        )
        for start, end in zip(starts, ends, strict=False)
    ]


def _by_length(codes: TextCodes) -> list[Grams]:
    """All strings of each length, in the order of the text."""
    by_length = gram_hashes(codes.folded, max(GRAM_LENGTHS))[min(GRAM_LENGTHS) - 1 :]
    mixed = mix(np.concatenate(by_length), _TAG)
    grams = (mixed >> np.uint64(64 - GRAM_BITS)).astype(np.uint16)  # sorted in half the time
    ends = list(accumulate(hashes.size for hashes in by_length))
    return [grams[end - hashes.size : end] for hashes, end in zip(by_length, ends, strict=True)]
