import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.learn.threshold import LEAST_THRESHOLD, choose_threshold

CONFIDENCES = np.linspace(0.505, 1, 100)


def test_the_lowest_threshold_that_keeps_errors_rare_is_taken() -> None:
    chosen = choose_threshold(CONFIDENCES, np.arange(100) >= 10, 0.0, 0.25)
    assert chosen.target_met
    assert (chosen.value, chosen.accepted_error, chosen.coverage) == (0.555, 0.0, 0.9)


def test_review_is_not_more_than_allowed() -> None:
    chosen = choose_threshold(CONFIDENCES, np.arange(100) >= 50, 0.02, 0.25)
    assert not chosen.target_met
    assert chosen.coverage == 0.75
    assert chosen.accepted_error == pytest.approx(25 / 75, abs=1e-4)


def test_what_is_more_likely_wrong_than_right_is_reviewed_all_the_same() -> None:
    chosen = choose_threshold(CONFIDENCES - 0.4, np.arange(100) >= 50, 0.02, 0.25)
    assert chosen.value == LEAST_THRESHOLD
    assert chosen.coverage == 0.21


def test_a_model_that_is_sure_of_nothing_accepts_nothing() -> None:
    chosen = choose_threshold(np.full(4, 0.3), np.arange(4) > 1, 0.02, 0.25)
    assert (chosen.value, chosen.coverage, chosen.accepted_error) == (LEAST_THRESHOLD, 0.0, 0.0)


def test_pages_of_one_confidence_are_accepted_together() -> None:
    chosen = choose_threshold(np.full(10, 0.8), np.arange(10) > 0, 0.02, 0.25)
    assert (chosen.value, chosen.coverage, chosen.accepted_error) == (0.8, 1.0, 0.1)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50),
    st.floats(0, 0.5),
    st.floats(0, 0.9),
)
def test_the_evidence_is_what_the_threshold_does(
    pages: list[tuple[float, bool]], target: float, review: float
) -> None:
    confidences, correct = (np.array(column) for column in zip(*pages, strict=True))
    chosen = choose_threshold(confidences, correct, target, review)
    accepted = np.round(confidences, 4) >= chosen.value
    assert accepted.mean() == pytest.approx(chosen.coverage, abs=1e-4)
    if accepted.any():
        assert np.mean(~correct[accepted]) == pytest.approx(chosen.accepted_error, abs=1e-4)
