"""Hashes of substrings, all at once: no loop over characters, the same on every machine.

A prefix sum of ``code * BASE**position`` modulo 2**64 gives the polynomial hash of any
substring from two look-ups (Karp and Rabin, 1987); ``mix`` then spreads the bits, which
a polynomial leaves poor at the low end.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from smartcat.features.codes import Positions

Hashes = NDArray[np.uint64]
Number = TypeVar("Number", bound=np.unsignedinteger)

BASE = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse modulo 2**64; the golden ratio's bits."""

_MODULUS = 1 << 64
_INVERSE = pow(BASE, -1, _MODULUS)


class PrefixHashes:
    """Hashes of the substrings of one array.

    Args:
        values: Integers of at least 0, such as code points.
    """

    def __init__(self, values: NDArray[np.unsignedinteger]) -> None:
        self._inverse_powers = _powers(_INVERSE, values.size + 1)
        self._sums = np.zeros(values.size + 1, dtype=np.uint64)
        np.cumsum(values * _powers(BASE, values.size), out=self._sums[1:])

    def of(self, starts: Positions, ends: Positions) -> Hashes:
        """Hashes of ``values[start:end]``: the sum of ``values[start + k] * BASE**k``."""
        return (self._sums[ends] - self._sums[starts]) * self._inverse_powers[starts]


def gram_hashes(values: NDArray[np.unsignedinteger], longest: int) -> list[Hashes]:
    """Hashes of all substrings of one, two, … and ``longest`` values, as `PrefixHashes` has them.

    Each length is made of the one before, which takes no look-ups.
    """
    hashes = [values.astype(np.uint64)]
    for length in range(1, longest):
        last = hashes[0][length:] * np.uint64(pow(BASE, length, _MODULUS))
        hashes.append(hashes[-1][: last.size] + last)
    return hashes


def combine(parts: Sequence[Hashes]) -> Hashes:
    """One hash for a sequence of hashes, item by item; order matters."""
    total = parts[0].copy()
    for part in parts[1:]:
        total *= np.uint64(BASE)
        total += part
    return total


def mix(hashes: Hashes, tag: int) -> Hashes:
    """Spread the bits; ``tag`` keeps kinds of features apart."""
    return spread(hashes + tag_offset(tag))


def tag_offset(tag: int) -> np.uint64:
    """What is added to hashes of one kind before their bits are spread."""
    return np.uint64(tag * BASE % _MODULUS)


def spread(hashes: Hashes) -> Hashes:
    """Spread the bits: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    mixed = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def ascending(values: NDArray[Number]) -> NDArray[Number]:
    """The values in order, each once; without `numpy.ma`, which `numpy.unique` loads."""
    ordered = np.sort(values)
    is_new = np.ones(values.size, dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered[np.flatnonzero(is_new)]  # faster than by the mask itself


def distinct(values: NDArray[np.unsignedinteger]) -> tuple[Positions, Positions]:
    """Find equal values; `numpy.unique` does, too, but loads `numpy.ma` for it at every start.

    Returns:
        Where each distinct value is first, in ascending order of the values; and for each value
        which of these it is.
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    is_new = np.ones(values.size, dtype=np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    which = np.empty(values.size, dtype=np.int64)
    which[order] = np.cumsum(is_new) - 1
    return order[is_new], which


def _powers(base: int, count: int) -> Hashes:
    """``base**0 .. base**(count - 1)`` modulo 2**64."""
    powers = _KNOWN_POWERS.get(base)
    if powers is None or powers.size < count:
        powers = np.full(max(count, _FEWEST_POWERS), base, dtype=np.uint64)
        powers[:1] = 1
        powers = _KNOWN_POWERS[base] = np.multiply.accumulate(powers)
    return powers[:count]


_FEWEST_POWERS = 1 << 13
_KNOWN_POWERS: dict[int, Hashes] = {}
"""Powers that were needed so far: nearly all pages have fewer characters than eight thousand."""
