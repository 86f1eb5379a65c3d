"""How large a change of shares is, and how often one comes by chance.

Counts here are of independent pages; `smartcat.metrics.witnesses` says how many those are.
"""

import math

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]

FEWEST_EXPECTED = 2.0
"""Ranges that hold fewer on either side are joined (Cochran, 1954, Some methods for strengthening
the common chi-squared tests: some expected numbers may be near 1 if most are not)."""
_PRIOR = 0.5
"""Added to each range, so that an empty one is no infinite change (Jeffreys, 1946)."""


def psi(before: Counts, now: Counts) -> float:
    """The population stability index (Siddiqi, 2006, Credit risk scorecards).

    It is the divergence of Jeffreys between two sets of shares. By custom, less than 0.1 is no
    change and more than 0.25 a large one.
    """
    shares, others = _smoothed(before), _smoothed(now)
    return float(((others - shares) * np.log(others / shares)).sum())


def chance(before: Counts, now: Counts) -> float:
    """How probable it is that shares differ as much if both are drawn from the same.

    It is the chi-squared test of homogeneity (Pearson, 1900) on effective counts, a correction of
    first order for pages of one document (Rao and Scott, 1981).
    """
    table = np.array(joined(before, now))
    if table.shape[1] < 2:  # noqa: PLR2004 - with one range nothing can differ
        return 1.0
    awaited = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    statistic = float(((table - awaited) ** 2 / awaited).sum())
    return upper_tail(statistic, table.shape[1] - 1)


def would_be_noticed(before: Counts, now: Counts, change: float, level: float) -> bool:
    """Whether so large an index would, more likely than not, be no chance at this level.

    The index times the harmonic size is about what the statistic gains (Yurdakul and Naranjo, 2020,
    Statistical properties of the population stability index).
    """
    first, _ = joined(before, now)
    sizes = before.sum(), now.sum()
    if min(sizes) < FEWEST_EXPECTED or first.size < 2:  # noqa: PLR2004 - as above
        return False
    freedom = first.size - 1
    gained = change * sizes[0] * sizes[1] / sum(sizes)
    return upper_tail(freedom + gained, freedom) < level


def joined(before: Counts, now: Counts) -> tuple[Counts, Counts]:
    """Join neighbouring ranges until each holds enough, if both are drawn from the same."""
    smaller = min(before.sum(), now.sum())
    together = (before + now) / (before + now).sum() * smaller
    starts, held = [0], 0.0
    for place, awaited in enumerate(together.tolist()):
        if held >= FEWEST_EXPECTED and together[place:].sum() >= FEWEST_EXPECTED:
            starts.append(place)
            held = 0.0
        held += awaited
    return np.add.reduceat(before, starts), np.add.reduceat(now, starts)


def upper_tail(statistic: float, freedom: int) -> float:
    """Probability that chi-squared is at least so large (Abramowitz, Stegun, 1964, 26.4.4 and 5).

    Args:
        statistic: At least 0.
        freedom: Degrees of freedom, at least 1.
    """
    half, is_odd = statistic / 2, freedom % 2
    if not half:
        return 1.0
    powers = (number + is_odd / 2 for number in range(freedom // 2))
    terms = (math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers)
    return min(1.0, sum(terms) + is_odd * math.erfc(math.sqrt(half)))


def _smoothed(counts: Counts) -> Counts:
    padded = counts + _PRIOR
    return np.asarray(padded / padded.sum())
