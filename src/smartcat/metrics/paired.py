"""Two models on the same pages: how sure it is that one is better.

Pages of one document are right or wrong together, so the documents are what is drawn and counted.
"""

from collections.abc import Callable, Iterator
from math import comb

import numpy as np
from numpy.typing import NDArray

Sums = NDArray[np.float64]

REPETITIONS = 10_000
_CHUNK_DRAWS = 1_000_000
"""How many numbers are drawn at once, at most: 8 MB of them."""


def cluster_intervals(
    sums: Sums, statistics: Callable[[Sums], Sums], level: float, repetitions: int = REPETITIONS
) -> NDArray[np.float64]:
    """Intervals of statistics under the cluster bootstrap, by percentiles; always the same ones.

    Clusters are drawn with replacement and taken whole, with what both models made of them, so that
    what lies within a cluster and between the two models stays as it is: Efron and Tibshirani
    (1993), An introduction to the bootstrap, chapters 8 and 13; Field and Welsh (2007),
    Bootstrapping clustered data. With few clusters the intervals are too narrow: Cameron, Gelbach
    and Miller (2008), Bootstrap-based improvements for inference with clustered errors.

    Args:
        sums: A row a cluster, a column for each sum that the statistics need.
        statistics: Gives a row of statistics for each row of sums over all clusters; NaN where it
            is a share of nothing.
        level: How certain it is that an interval holds, 0 to 1.
        repetitions: How often clusters are drawn.

    Returns:
        A row a statistic: its lower and its upper bound; NaN where it never was a share of
        anything.
    """
    drawn = np.concatenate(
        [statistics(draws @ sums) for draws in _draws(len(sums), repetitions)], axis=0
    )
    return np.stack([_percentiles(column, level) for column in drawn.T])


def _draws(clusters: int, repetitions: int) -> Iterator[NDArray[np.int64]]:
    """Yield how often each cluster is drawn, a row a repetition, some rows at once."""
    dice = np.random.default_rng(0)
    at_once = max(1, _CHUNK_DRAWS // clusters)
    for start in range(0, repetitions, at_once):
        rows = min(at_once, repetitions - start)
        yield dice.multinomial(clusters, np.full(clusters, 1 / clusters), size=rows)


def _percentiles(values: Sums, level: float) -> NDArray[np.float64]:
    told = values[~np.isnan(values)]
    if not told.size:
        return np.full(2, np.nan)
    return np.quantile(told, [(1 - level) / 2, (1 + level) / 2])


def sign_test(better: int, worse: int) -> float:
    """Chance of so uneven a score, or a more uneven one, if neither is better; two-sided, exact.

    The exact form of McNemar (1947), Note on the sampling error of the difference between
    correlated proportions: what both do alike says nothing, the others are tosses of a fair coin.
    Counted in documents, it is the sign test of Dixon and Mood (1946).

    Args:
        better: How many speak for the one.
        worse: How many speak for the other.
    """
    tosses = better + worse
    as_few = sum(comb(tosses, heads) for heads in range(min(better, worse) + 1))
    return min(1.0, as_few / (1 << tosses) * 2)
