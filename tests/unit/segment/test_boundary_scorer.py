from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.bundle import ModelBundle
from smartcat.dataset import LabelledPage
from smartcat.models import Page
from smartcat.segment import BoundaryScorer, PageClues, calibrated, clues_of, sigmoid

MakePackets = Callable[..., list[LabelledPage]]


@pytest.fixture(scope="module")
def scorer(trained: ModelBundle) -> BoundaryScorer:
    assert trained.metadata.boundaries
    assert trained.boundaries
    return BoundaryScorer(trained.metadata.boundaries, trained.boundaries)


def clues(*texts: str) -> list[PageClues]:
    pages = [Page(page_index=index, text=text) for index, text in enumerate(texts)]
    return [clues_of(page, np.zeros(4), None) for page in pages]


@pytest.mark.parametrize("count", [0, 1])
def test_without_a_pair_there_is_nothing_to_score(scorer: BoundaryScorer, count: int) -> None:
    assert scorer.score(clues(*["a"] * count)) == []


def test_each_page_but_the_first_is_scored_and_never_surer_than_sure(
    scorer: BoundaryScorer, make_packets: MakePackets
) -> None:
    found = scorer.score(clues(*(one.page.text for one in make_packets([2, 1, 3], seed=4))))
    assert len(found) == 5
    for boundary in found:
        assert 0.001 <= boundary.confidence <= 0.999
        assert boundary.confidence == round(boundary.confidence, 4)


def test_reasons_are_those_of_the_page(scorer: BoundaryScorer, make_packets: MakePackets) -> None:
    texts = [one.page.text for one in make_packets([2, 2], seed=4)]
    inner, begins, _ = scorer.score(clues(*texts))
    assert inner.confidence < 0.5 < begins.confidence
    assert 1 <= len(begins.reasons) <= 3
    assert len(set(begins.reasons)) == len(begins.reasons)


def test_the_same_pages_get_the_same_scores(
    scorer: BoundaryScorer, make_packets: MakePackets
) -> None:
    pages = clues(*(one.page.text for one in make_packets([2, 1, 3], seed=4)))
    assert scorer.score(pages) == scorer.score(pages)


def test_the_threshold_is_that_of_the_bundle(scorer: BoundaryScorer, trained: ModelBundle) -> None:
    assert trained.metadata.boundaries
    assert scorer.threshold == trained.metadata.boundaries.threshold.value


@given(st.floats(-1e300, 1e300))
def test_log_odds_become_probabilities_that_leave_some_doubt(margin: float) -> None:
    [probability] = sigmoid(np.array([margin]))
    assert 0.0009 < probability < 0.9991
    if abs(margin) < 6:
        assert probability == pytest.approx(1 / (1 + np.exp(-margin)))


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999), st.floats(0.1, 3), st.floats(-3, 3))
def test_calibration_keeps_the_order(one: float, two: float, slope: float, offset: float) -> None:
    first, second = calibrated(np.array(sorted((one, two))), slope, offset)
    assert first <= second


def test_calibration_by_the_line_through_the_origin_changes_nothing() -> None:
    probabilities = np.array([0.01, 0.5, 0.9])
    assert calibrated(probabilities, 1.0, 0.0) == pytest.approx(probabilities)
