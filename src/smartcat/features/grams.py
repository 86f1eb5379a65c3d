"""Which strings of characters a text has: what says how alike two texts are, OCR noise and all."""

import numpy as np

from smartcat.features.codes import normalise
from smartcat.features.hashing import PrefixHashes, distinct, mix
from smartcat.features.page_features import Buckets

GRAM_LENGTHS = (3, 4, 5)
GRAM_BITS = 16
_TAG = 32
"""Tags below it belong to the features of pages."""


def character_grams(text: str) -> Buckets:
    """The strings of three to five characters in a text, hashed to 16 bits; ascending, distinct."""
    codes = normalise(text)
    prefixes = PrefixHashes(codes.folded)
    hashes = []
    for length in GRAM_LENGTHS:
        starts = np.arange(codes.folded.size - length + 1)
        hashes.append(prefixes.of(starts, starts + length))
    mixed = mix(np.concatenate(hashes), _TAG)
    grams = (mixed >> np.uint64(64 - GRAM_BITS)).astype(np.uint32)
    return grams[distinct(grams)[0]]
