"""The words of a text as numbers, in which texts can be compared."""

import re
import zlib
from functools import lru_cache
from itertools import chain

WORD_BITS = 16
_WORD = re.compile(r"[^\W\d_]{3,}")
_REMEMBERED = 1 << 15
"""Pieces of text whose words are remembered: the same ones come again on nearly every page."""


def hashed_words(lowered: str) -> frozenset[int]:
    """The words of three letters and more in a text in lower case, hashed."""
    return frozenset(chain.from_iterable(map(_hashes, set(lowered.split()))))


@lru_cache(_REMEMBERED)
def _hashes(piece: str) -> tuple[int, ...]:
    """Hashes of the words in what stands between white space."""
    words = (word.encode("utf-8", "surrogatepass") for word in _WORD.findall(piece))
    return tuple(zlib.crc32(word) & ((1 << WORD_BITS) - 1) for word in words)
