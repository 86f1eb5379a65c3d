"""Pick a few of many."""

from collections.abc import Sequence


def spaced(indexes: Sequence[int], count: int) -> list[int]:
    """Pick at most ``count`` of some indexes, evenly spaced: the middles of as many parts."""
    count = min(count, len(indexes))
    return [indexes[(2 * part + 1) * len(indexes) // (2 * count)] for part in range(count)]
