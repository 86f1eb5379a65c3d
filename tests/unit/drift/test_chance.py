import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from smartcat.drift.chance import chance, joined, psi, upper_tail, would_be_noticed

counts = st.lists(st.floats(0, 200), min_size=3, max_size=3).filter(lambda values: sum(values) > 1)


@pytest.mark.parametrize("freedom", [1, 2, 5, 13])
@pytest.mark.parametrize("probability", [0.999, 0.5, 0.05, 0.001, 1e-9])
def test_the_tail_is_that_of_chi_squared(freedom: int, probability: float) -> None:
    statistic = float(chi2.isf(probability, freedom))
    assert upper_tail(statistic, freedom) == pytest.approx(probability, rel=1e-9)


def test_the_index_is_nothing_for_the_same_shares_and_large_for_others() -> None:
    assert psi(np.array([500.0, 500.0]), np.array([500.0, 500.0])) == 0
    # 0.5 and 0.5 became 0.25 and 0.75: (0.25 - 0.5) ln 0.5 + (0.75 - 0.5) ln 1.5 = 0.275
    assert psi(np.array([5e6, 5e6]), np.array([2.5e6, 7.5e6])) == pytest.approx(0.2747, abs=1e-3)


@given(counts, counts)
def test_joined_ranges_hold_all_that_there_was(before: list[float], now: list[float]) -> None:
    first, second = joined(np.array(before), np.array(now))
    assert first.sum() == pytest.approx(sum(before))
    assert second.sum() == pytest.approx(sum(now))
    assert first.size == second.size


def test_chance_alone_is_surprising_as_rarely_as_it_says() -> None:
    dice = np.random.default_rng(0)
    shares = np.array([0.6, 0.2, 0.1, 0.06, 0.03, 0.01])
    draws = 2000
    alarms = sum(
        chance(
            dice.multinomial(1000, shares).astype(float), dice.multinomial(60, shares).astype(float)
        )
        < 0.01
        for _ in range(draws)
    )
    assert alarms <= draws * 0.01 + 14  # three standard errors


def test_a_large_change_is_hardly_chance() -> None:
    assert chance(np.array([500.0, 500.0]), np.array([20.0, 80.0])) < 1e-6


def test_pages_that_all_say_the_same_do_not_differ() -> None:
    assert chance(np.array([100.0, 0.0]), np.array([7.0, 0.0])) == 1.0


def test_only_with_pages_enough_would_a_change_be_noticed() -> None:
    many = np.array([400.0, 400.0, 200.0])
    assert would_be_noticed(many, many, 0.25, 0.01)
    assert not would_be_noticed(many, many / 100, 0.25, 0.01)
    assert not would_be_noticed(many, many / 1000, 0.25, 0.01)
