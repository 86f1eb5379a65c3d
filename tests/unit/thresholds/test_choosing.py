import numpy as np
import pytest

from smartcat.errors import DatasetError
from smartcat.thresholds import Decisions, RiskCurve, Subject, choose, risk_curve


def curve(sure: int, unsure: int, wrong_unsure: int, per_document: int = 1) -> RiskCurve:
    """So many right results of 0.99, and unsure ones of 0.7, some of which are wrong."""
    total = sure + unsure
    correct = np.ones(total, dtype=np.bool_)
    correct[sure : sure + wrong_unsure] = False
    return risk_curve(
        Decisions(
            subject=Subject.CLASSES,
            confidences=np.array([0.99] * sure + [0.7] * unsure),
            correct=correct,
            documents=np.arange(total) // per_document,
            dataset_sha256="",
        )
    )


def test_the_lowest_threshold_that_is_certain_is_taken_and_guaranteed() -> None:
    choice = choose(curve(1000, 100, 50), 0.02)
    assert choice.point.threshold == 0.75
    assert choice.is_guaranteed
    assert "guaranteed with 95% certainty" in choice.reason


def test_where_data_are_few_the_observed_risk_decides_and_nothing_is_guaranteed() -> None:
    choice = choose(curve(30, 10, 5), 0.02)
    assert choice.point.threshold == 0.75
    assert not choice.is_guaranteed
    assert "too few" in choice.reason


def test_pages_of_one_document_guarantee_nothing() -> None:
    choice = choose(curve(4000, 100, 50, per_document=2), 0.02)
    assert choice.point.threshold == 0.75
    assert not choice.is_guaranteed
    assert "err together" in choice.reason


def test_everything_is_accepted_where_nothing_is_wrong() -> None:
    assert choose(curve(1000, 100, 0), 0.02).point.threshold == 0.5


def test_a_target_that_no_threshold_reaches_is_told_with_the_lowest_risk() -> None:
    with pytest.raises(DatasetError, match=r"lowest is 50\.0%, at 0\.5"):
        choose(curve(0, 100, 50), 0.02)


def test_a_model_that_is_sure_of_nothing_gets_no_threshold() -> None:
    nothing = Decisions(
        Subject.CLASSES, np.array([0.1]), np.array([True]), np.array([0]), dataset_sha256=""
    )
    with pytest.raises(DatasetError, match="not sure enough of any"):
        choose(risk_curve(nothing), 0.02)
