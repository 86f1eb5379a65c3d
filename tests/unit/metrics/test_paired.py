"""How sure it is that one of two models is better."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest

from smartcat.metrics import cluster_intervals, sign_test


def share(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return sums[:, 1:] / sums[:, :1]


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_the_exact_binomial_test(better: int, worse: int) -> None:
    expected = binomtest(better, better + worse).pvalue if better + worse else 1.0
    assert sign_test(better, worse) == pytest.approx(expected)


def test_the_score_of_thousands_is_a_number() -> None:
    assert sign_test(3000, 2000) < 1e-40
    assert sign_test(2500, 2500) == 1


def test_an_interval_holds_as_often_as_it_says() -> None:
    dice = np.random.default_rng(1)
    held = 0
    for _ in range(200):
        right = (dice.random(80) < 0.7).astype(float)
        sums = np.stack([np.ones(80), right], axis=1)
        [[low, high]] = cluster_intervals(sums, share, 0.9, repetitions=400)
        held += low <= 0.7 <= high
    assert held / 200 == pytest.approx(0.9, abs=0.06)


def test_pages_of_one_document_are_not_as_many_witnesses() -> None:
    right = np.tile([1.0, 0.0], 50)
    single = np.stack([np.ones(100), right], axis=1)
    in_tens = np.stack([np.full(10, 10.0), np.repeat([10.0, 0.0], 5)], axis=1)
    [[low, high]] = cluster_intervals(single, share, 0.95)
    [[lower, higher]] = cluster_intervals(in_tens, share, 0.95)
    assert higher - lower > 2.5 * (high - low)


def test_the_same_pages_give_the_same_interval() -> None:
    sums = np.random.default_rng(0).random((30, 2))
    assert np.array_equal(
        cluster_intervals(sums, share, 0.95), cluster_intervals(sums, share, 0.95)
    )


def test_a_share_of_nothing_has_no_interval() -> None:
    sums = np.zeros((5, 2))

    def nothing(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.full((len(drawn), 1), np.nan)

    assert np.isnan(cluster_intervals(sums, nothing, 0.95)).all()
