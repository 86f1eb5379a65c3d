"""What the report says in words and numbers, worked out from an evaluation."""

from dataclasses import dataclass
from itertools import pairwise

from smartcat.evaluate.result import Confusion, PageFigures
from smartcat.models import ClassLabel

REVIEW_SHARE = 0.1
"""The share of pages whose review the report uses as its example."""

REVIEW_TEXT = f"{100 * REVIEW_SHARE:.0f}\N{NO-BREAK SPACE}%"

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_SMALLEST_SHOWN = 0.001
_THOUSANDS_FROM, _MILLIONS_FROM = 10_000, 1_000_000


@dataclass(frozen=True, slots=True)
class MixUp:
    """Pages of one class that were taken for another.

    Attributes:
        truth: Their class.
        given: What they were taken for.
        pages: How many they are.
        share: Share of the scored pages of their class, 0 to 1.
    """

    truth: ClassLabel
    given: ClassLabel
    pages: int
    share: float


def percent(share: float) -> str:
    """Write a share with one decimal; neither all nor nothing unless it is exactly that."""
    if 0.0 < share < _SMALLEST_SHOWN:
        return f"<{_NO_BREAK_SPACE}0.1{_NO_BREAK_SPACE}%"
    if 1.0 - _SMALLEST_SHOWN < share < 1.0:
        return f">{_NO_BREAK_SPACE}99.9{_NO_BREAK_SPACE}%"
    return f"{100 * share:.1f}{_NO_BREAK_SPACE}%"


def count_of(number: int, noun: str) -> str:
    """Write a number of things: ``1 page``, ``1,200 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def short_count(count: int) -> str:
    """Write a count in at most four characters, for the insides of pictures."""
    if count < _THOUSANDS_FROM:
        return str(count)
    return f"{count // 1_000}k" if count < _MILLIONS_FROM else f"{count // 1_000_000}M"


def right_pages(evaluation: PageFigures) -> int:
    """Count the pages whose best guess is right."""
    return round(evaluation.accuracy * evaluation.pages)


def has_errors(evaluation: PageFigures) -> bool:
    """Tell whether there is any error that a review could catch."""
    return right_pages(evaluation) < evaluation.pages


def review_curve(evaluation: PageFigures) -> list[tuple[float, float]]:
    """Return the points (share reviewed, share of errors caught), from the origin on."""
    points = sorted((point.review, point.errors_caught) for point in evaluation.risk_coverage)
    return [(0.0, 0.0), *(point for point in points if point != (0.0, 0.0))]


def caught_by_review(evaluation: PageFigures, review: float = REVIEW_SHARE) -> float | None:
    """Return the share of errors among the least confident pages.

    Args:
        evaluation: What an evaluation found.
        review: Share of pages that are reviewed, 0 to 1.

    Returns:
        The height of the review curve there, 0 to 1; absent if there is no error or no curve.
    """
    if not has_errors(evaluation):
        return None
    for (left, low), (right, high) in pairwise(review_curve(evaluation)):
        if left <= review < right or review == right == 1.0:
            return low + (high - low) * (review - left) / (right - left)
    return None


def largest_mix_ups(confusion: Confusion, limit: int) -> list[MixUp]:
    """Return the most frequent mistakes, most frequent first, then in the order of the classes."""
    mix_ups = [
        MixUp(truth, given, pages, pages / sum(row))
        for truth, row in zip(confusion.labels, confusion.counts, strict=True)
        for given, pages in zip(confusion.labels, row, strict=True)
        if pages and truth != given
    ]
    return sorted(mix_ups, key=lambda mix_up: -mix_up.pages)[:limit]
