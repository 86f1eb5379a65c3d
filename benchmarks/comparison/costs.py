"""What a page costs, and how that stands to what it costs another contender."""

import statistics
from dataclasses import dataclass

from comparison.race import Outcome


@dataclass(frozen=True)
class Ratio:
    """The ratios of single portions."""

    median: float
    lowest: float
    highest: float


def cpu_s_a_page(outcome: Outcome) -> float:
    """Mean CPU seconds a page, over all pages."""
    pages = sum(lap.pages for lap in outcome.laps)
    return sum(lap.cpu_s for lap in outcome.laps) / pages


def ratio(outcome: Outcome, base: Outcome) -> Ratio:
    """Hold a contender against another one, portion by portion."""
    pairs = zip(outcome.laps, base.laps, strict=True)
    ratios = [mine.cpu_s_a_page / theirs.cpu_s_a_page for mine, theirs in pairs]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def peak_bytes(outcome: Outcome) -> int:
    """Largest resident set of any one process."""
    return max(lap.peak_bytes for lap in outcome.laps)
