import pytest

from smartcat.evaluate.report_facts import (
    MixUp,
    caught_by_review,
    count_of,
    largest_mix_ups,
    percent,
    short_count,
)
from smartcat.evaluate.result import Confusion, PageEvaluation, RiskCoverage


def evaluation(accuracy: float, *curve: tuple[float, float]) -> PageEvaluation:
    return PageEvaluation(
        model="sha256:0",
        pages=10,
        unscored=0,
        accuracy=accuracy,
        macro_f1=accuracy,
        ece=0.0,
        auroc=None,
        threshold=0.5,
        accepted=1.0,
        accepted_accuracy=accuracy,
        classes={},
        confusion=Confusion(labels=(), counts=()),
        risk_coverage=tuple(RiskCoverage(review=x, errors_caught=y) for x, y in curve),
        reliability=(),
    )


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.0, "0.0 %"),
        (0.0004, "< 0.1 %"),
        (0.5, "50.0 %"),
        (0.98765, "98.8 %"),
        (0.9996, "> 99.9 %"),
        (1.0, "100.0 %"),
    ],
)
def test_a_share_is_shown_as_all_or_nothing_only_if_it_is(share: float, shown: str) -> None:
    assert percent(share).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("curve", "caught"),
    [
        (((0.0, 0.0), (0.1, 0.6), (1.0, 1.0)), 0.6),
        (((0.05, 0.2), (0.15, 0.8), (1.0, 1.0)), 0.5),
        (((1.0, 1.0),), 0.1),
        (((0.1, 0.3), (0.1, 0.7), (1.0, 1.0)), 0.7),
    ],
    ids=["on a point", "between points", "from the origin", "two points at one share"],
)
def test_review_is_read_off_the_curve(
    curve: tuple[tuple[float, float], ...], caught: float
) -> None:
    assert caught_by_review(evaluation(0.9, *curve)) == pytest.approx(caught)


def test_review_of_every_page_catches_every_error() -> None:
    assert caught_by_review(evaluation(0.9, (0.5, 0.9), (1.0, 1.0)), 1.0) == 1.0


def test_review_catches_nothing_where_nothing_is_wrong_or_measured() -> None:
    assert caught_by_review(evaluation(1.0, (0.0, 0.0), (1.0, 1.0))) is None
    assert caught_by_review(evaluation(0.9)) is None


def test_mix_ups_come_most_frequent_first_with_their_share_of_the_row() -> None:
    confusion = Confusion(labels=("a", "b", "c"), counts=((7, 1, 2), (4, 4, 0), (0, 0, 0)))
    assert largest_mix_ups(confusion, 2) == [MixUp("b", "a", 4, 0.5), MixUp("a", "c", 2, 0.2)]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (9_999, "9999"), (12_345, "12k"), (3_400_000, "3M")]
)
def test_counts_in_pictures_are_short(count: int, shown: str) -> None:
    assert short_count(count) == shown


def test_one_page_is_not_pages() -> None:
    assert [count_of(1, "page"), count_of(1_200, "page")] == ["1 page", "1,200 pages"]
