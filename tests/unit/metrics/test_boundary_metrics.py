import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from smartcat.metrics import BoundaryCounts, boundary_counts, boundary_ece

Pair = tuple[bool, bool]

decisions = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)
few = st.integers(0, 30)
all_counts = st.builds(BoundaryCounts, found=few, missed=few, invented=few, joined=few)


def counted(pairs: list[Pair]) -> BoundaryCounts:
    true, found = (np.array(column) for column in zip(*pairs, strict=True))
    return boundary_counts(true, found)


def test_an_example_by_hand() -> None:
    counts = BoundaryCounts(found=20, missed=5, invented=10, joined=15)
    assert counts.pairs == 50
    assert counts.accuracy == pytest.approx(0.7)
    assert counts.precision == pytest.approx(20 / 30)
    assert counts.recall == pytest.approx(20 / 25)
    assert counts.f1 == pytest.approx(40 / 55)
    assert counts.kappa == pytest.approx(0.4)  # chance agrees on half: (0.7 - 0.5) / (1 - 0.5)


@given(decisions)
def test_all_agree_with_scikit_learn(pairs: list[Pair]) -> None:
    counts = counted(pairs)
    true, found = zip(*pairs, strict=True)
    precision, recall, f1, _ = precision_recall_fscore_support(
        true, found, average="binary", pos_label=True, zero_division=0
    )
    assert (counts.precision or 0, counts.recall or 0, counts.f1 or 0) == pytest.approx(
        (precision, recall, f1)
    )
    if counts.kappa is not None:
        assert counts.kappa == pytest.approx(cohen_kappa_score(true, found))


@given(st.lists(st.booleans(), min_size=1))
def test_a_perfect_result_is_1_wherever_it_is_anything(begins: list[bool]) -> None:
    counts = counted([(begin, begin) for begin in begins])
    assert counts.accuracy == 1
    for figure in (counts.precision, counts.recall, counts.f1):
        assert figure == (1 if any(begins) else None)
    assert counts.kappa == (1 if any(begins) and not all(begins) else None)


@given(all_counts)
def test_truth_and_result_may_change_places(counts: BoundaryCounts) -> None:
    mirrored = BoundaryCounts(counts.found, counts.invented, counts.missed, counts.joined)
    assert (counts.precision, counts.recall) == (mirrored.recall, mirrored.precision)
    assert (counts.f1, counts.kappa, counts.accuracy) == (
        mirrored.f1,
        mirrored.kappa,
        mirrored.accuracy,
    )


@given(all_counts)
def test_figures_keep_their_bounds(counts: BoundaryCounts) -> None:
    for figure in (counts.accuracy, counts.precision, counts.recall, counts.f1):
        assert figure is None or 0 <= figure <= 1
    assert counts.kappa is None or -1 <= counts.kappa <= 1


def test_of_nothing_there_is_no_share() -> None:
    nothing = BoundaryCounts(0, 0, 0, 0)
    shares = (nothing.accuracy, nothing.precision, nothing.recall, nothing.f1, nothing.kappa)
    assert shares == (None,) * 5


def test_guessing_by_a_fixed_answer_has_no_kappa_above_chance() -> None:
    assert BoundaryCounts(found=0, missed=10, invented=0, joined=90).kappa == 0


def test_calibration_is_of_the_probability_that_a_document_begins() -> None:
    confidences = np.array([0.1, 0.1, 0.1, 0.1, 0.9])
    begins = np.array([False, False, False, True, True])
    # The mean gap: 4 of 5 at 0.1 against 1/4, and one at 0.9 against 1.
    assert boundary_ece(confidences, begins) == pytest.approx(0.8 * 0.15 + 0.2 * 0.1)
    assert boundary_ece(np.array([]), np.array([], dtype=np.bool_)) is None
