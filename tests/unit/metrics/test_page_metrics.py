import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score, roc_auc_score

from smartcat import metrics

TRUE = np.array([0, 0, 1, 2, 2, 2])
PREDICTED = np.array([0, 1, 1, 2, 2, 0])

judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_accuracy_and_confusion_count_pages() -> None:
    assert metrics.accuracy(TRUE, PREDICTED) == pytest.approx(4 / 6)
    assert metrics.confusion_matrix(TRUE, PREDICTED, 3).tolist() == [
        [1, 1, 0],
        [0, 1, 0],
        [1, 0, 2],
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_macro_f1_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    true, predicted = np.array(pairs).T
    assert metrics.macro_f1(true, predicted) == pytest.approx(
        f1_score(true, predicted, average="macro")
    )


def test_ece_is_the_mean_gap_of_the_bins() -> None:
    confidences = np.array([0.9, 0.9, 0.6, 0.6])
    correct = np.array([True, True, True, False])
    assert metrics.ece(confidences, correct) == pytest.approx(0.5 * 0.1 + 0.5 * 0.1)


def test_a_confidence_on_an_edge_belongs_to_the_lower_bin() -> None:
    (part,) = metrics.confidence_bins(np.array([0.5, 0.4]), np.array([True, False]), bins=2)
    assert part.confidence == pytest.approx(0.45)
    assert (part.accuracy, part.pages) == (0.5, 2)


@given(judged)
def test_bins_hold_every_page_once(pages: list[tuple[float, bool]]) -> None:
    confidences, correct = (np.array(column) for column in zip(*pages, strict=True))
    assert sum(part.pages for part in metrics.confidence_bins(confidences, correct)) == len(pages)
    assert 0 <= metrics.ece(confidences, correct) <= 1


@given(judged)
def test_auroc_agrees_with_scikit_learn(pages: list[tuple[float, bool]]) -> None:
    confidences, correct = (np.array(column) for column in zip(*pages, strict=True))
    found = metrics.auroc(confidences, correct)
    if correct.all() or not correct.any():
        assert found is None
    else:
        assert found == pytest.approx(roc_auc_score(correct, confidences))


def test_review_catches_the_errors_that_were_doubted() -> None:
    confidences = np.linspace(0.01, 1, 100)
    correct = np.arange(100) >= 20
    gains = {
        gain.review: gain.errors_caught for gain in metrics.risk_coverage(confidences, correct)
    }
    assert (gains[0.05], gains[0.1], gains[0.2], gains[0.5]) == (0.25, 0.5, 1.0, 1.0)
    assert list(gains) == list(metrics.REVIEW_SHARES)


def test_without_errors_all_are_caught() -> None:
    (gain,) = metrics.risk_coverage(np.array([0.5]), np.array([True]), (0.1,))
    assert gain.errors_caught == 1.0
