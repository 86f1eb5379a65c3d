"""The words of a text as numbers, in which texts can be compared."""

import re
import zlib
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

WORD_BITS = 16
Hashes = NDArray[np.uint16]
"""Ascending, each once: a set in a tenth of the memory."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_REMEMBERED = 1 << 15
"""Pieces of text whose words are remembered: the same ones come again on nearly every page."""


def hashed_words(lowered: str) -> Hashes:
    """The words of three letters and more in a text in lower case, hashed."""
    hashes = set(chain.from_iterable(map(_hashes, set(lowered.split()))))
    return np.array(sorted(hashes), dtype=np.uint16)


@lru_cache(_REMEMBERED)
def _hashes(piece: str) -> tuple[int, ...]:
    """Hashes of the words in what stands between white space."""
    words = (word.encode("utf-8", "surrogatepass") for word in _WORD.findall(piece))
    return tuple(zlib.crc32(word) & ((1 << WORD_BITS) - 1) for word in words)
