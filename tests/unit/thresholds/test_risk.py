import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smartcat.thresholds import Decisions, Subject, risk_curve
from smartcat.thresholds.risk import THRESHOLDS, exact_interval


def decisions(
    confidences: list[float], correct: list[bool], documents: list[int] | None = None
) -> Decisions:
    return Decisions(
        subject=Subject.CLASSES,
        confidences=np.array(confidences, dtype=np.float64),
        correct=np.array(correct, dtype=np.bool_),
        documents=np.array(documents or range(len(correct)), dtype=np.int64),
        dataset_sha256="",
    )


def test_each_threshold_counts_what_it_accepts_and_what_is_wrong_of_it() -> None:
    curve = risk_curve(decisions([0.4, 0.5, 0.72, 0.9], [True, False, True, True]))
    at = {point.threshold: point for point in curve.points}
    assert (at[0.5].accepted, at[0.5].coverage, at[0.5].wrong) == (3, 0.75, 1)
    assert at[0.5].risk == 0.3333
    assert (at[0.55].accepted, at[0.75].accepted, at[0.9].accepted) == (2, 1, 1)
    assert (at[0.93].accepted, at[0.93].risk) == (0, None)
    assert at[0.93].interval == (0.0, 1.0)


def test_an_interval_is_that_of_the_tables() -> None:
    # 3 of 50: Clopper and Pearson (1934), 95 %.
    assert exact_interval(3 / 50, 50, 0.05) == (0.0125, 0.1655)
    # None of n: the rule of three, 3 / n, for one side.
    assert exact_interval(0.0, 300, 0.10)[1] == pytest.approx(3 / 300, rel=0.01)
    assert exact_interval(1.0, 10, 0.05)[1] == 1.0


@given(st.integers(0, 40), st.integers(1, 40), st.floats(0.001, 0.5))
def test_an_interval_holds_what_was_observed(wrong: int, more: int, doubt: float) -> None:
    share = wrong / (wrong + more)
    low, high = exact_interval(share, wrong + more, doubt)
    assert low - 1e-4 <= share <= high + 1e-4


def test_all_intervals_hold_as_often_as_they_say() -> None:
    dice = np.random.default_rng(0)
    missed = sum(not _all_hold(dice) for _ in range(200))
    assert missed <= 200 * 0.05 + 6  # two standard errors


def _all_hold(dice: np.random.Generator) -> bool:
    """Draw results that are wrong half as often as their confidences fear: risks are known."""
    confidences: NDArray[np.float64] = dice.uniform(0.5, 1, 300)
    correct = dice.random(300) > (1 - confidences) / 2
    points = risk_curve(decisions(confidences.tolist(), correct.tolist())).points
    return all(
        point.interval[0] - 1e-4 <= (1 - point.threshold) / 4 <= point.interval[1] + 1e-4
        for point in points
        if point.accepted
    )


def test_a_document_is_one_witness_however_many_pages_it_has() -> None:
    alone = risk_curve(decisions([0.9] * 40, [True] * 40))
    together = risk_curve(decisions([0.9] * 40, [True] * 40, [page // 10 for page in range(40)]))
    assert alone.is_guaranteed
    assert not together.is_guaranteed
    assert (alone.documents, together.documents) == (40, 4)
    assert together.points[0].interval == exact_interval(0.0, 4, 0.05 / len(THRESHOLDS))


def test_more_certainty_makes_wider_intervals() -> None:
    made = decisions([0.9] * 50, [True] * 45 + [False] * 5)
    usual, surer = (risk_curve(made, level).points[0].interval for level in (0.9, 0.99))
    assert surer[0] < usual[0] < 0.1 < usual[1] < surer[1]
