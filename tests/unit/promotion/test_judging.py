"""When a model is good enough to take over."""

import pytest

from smartcat.compare import Comparison, DocumentScore, PairedFigure
from smartcat.models import ModelIdentity
from smartcat.promotion.judging import objections

TARGET = 0.02


def figure(
    old: float | None, new: float | None, low: float = -0.5, high: float = 0.5
) -> PairedFigure:
    if old is None or new is None:
        return PairedFigure(old=old, new=new)
    return PairedFigure(old=old, new=new, difference=round(new - old, 4), interval=(low, high))


BETTER = Comparison(
    old=ModelIdentity(sha256="0", name="old"),
    new=ModelIdentity(sha256="1", name="new"),
    dataset_sha256="d",
    pages=400,
    documents=100,
    level=0.95,
    accuracy=figure(0.9, 0.92, -0.005, 0.045),
    coverage=figure(0.8, 0.85),
    accepted_error=figure(0.01, 0.01, -0.01, 0.01),
    ece=figure(0.03, 0.03),
    score=DocumentScore(better=10, worse=4, same=86, p_value=0.18),
    classes={},
)


def judged(**changes: object) -> tuple[str, ...]:
    return objections(BETTER.model_copy(update=changes), TARGET)


def test_a_model_that_is_better_and_not_much_worse_at_worst_may_take_over() -> None:
    assert judged() == ()
    same = {"accuracy": figure(0.9, 0.9, -0.01, 0.01)}
    assert judged(**same) == ()  # and it accepts more


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"accuracy": figure(0.9, 0.89, -0.005, 0.0)}, "its accuracy is 89.0%"),
        (
            {"accuracy": figure(0.9, 0.9, 0.0, 0.0), "coverage": figure(0.8, 0.8)},
            "accepts no more",
        ),
        ({"accuracy": figure(0.9, 0.92, -0.011, 0.05)}, "between -1.1 and"),
        ({"documents": 29}, "29 documents, too few"),
        ({"accepted_error": figure(0.01, 0.03, -0.01, 0.05)}, "3.0% is wrong"),
        ({"accepted_error": figure(0.001, 0.015, 0.001, 0.03)}, "1.5% is wrong"),
        ({"accepted_error": figure(0.01, None)}, "accepts no page"),
        ({"accepted_error": figure(None, 0.03)}, "aims at 2.0%"),
        ({"boundary_f1": figure(0.9, 0.88)}, "its F1 of boundaries"),
        ({"boundary_f1": figure(0.9, None)}, "its F1 of boundaries"),
        ({"documents_exact": figure(0.9, 0.85)}, "found whole"),
    ],
)
def test_it_is_said_what_is_worse(changes: dict[str, object], reason: str) -> None:
    [told] = judged(**changes)
    assert reason in told


@pytest.mark.parametrize(
    "changes",
    [
        {"documents": 30},
        {"accepted_error": figure(0.01, 0.015, -0.01, 0.02)},  # chance, and within the target
        {"accepted_error": figure(None, 0.01)},
        {"boundary_f1": figure(0.9, 0.895)},
    ],
)
def test_what_chance_explains_is_no_objection(changes: dict[str, object]) -> None:
    assert judged(**changes) == ()
