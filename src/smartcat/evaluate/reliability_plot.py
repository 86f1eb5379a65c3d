"""Confidence against the share that is right, as a picture: dots, and bars that count."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink
from smartcat.evaluate.report_facts import short_count
from smartcat.metrics import ECE_BINS

PICTURE_SIZE = (470 / PIXELS_PER_INCH, 430 / PIXELS_PER_INCH)
_SMALLEST_DOT, _LARGEST_DOT = 20.0, 180.0
"""Areas in square pixels."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A bin of confidences.

    Attributes:
        confidence: Their mean.
        share: How many of them came true, 0 to 1.
        count: How many they are.
    """

    confidence: float
    share: float
    count: int


@dataclass(frozen=True, slots=True)
class ReliabilityWords:
    """What stands at the axes: the confidence, what came true, and what is counted."""

    confidence: str
    share: str
    count: str


def draw_reliability(
    dots: Sequence[Dot], words: ReliabilityWords, threshold: float | None = None
) -> Figure:
    """Draw bins of confidences, and the threshold if there is one.

    Args:
        dots: At least one bin.
        words: What the axes say.
        threshold: Confidences of at least this are accepted.
    """
    figure = Figure(figsize=PICTURE_SIZE, dpi=PIXELS_PER_INCH)
    top, bottom = figure.subplots(
        2, sharex=True, gridspec_kw={"height_ratios": (3, 1), "hspace": 0.12}
    )
    share_axes(top)
    diagonal(top, "confidence is honest")
    _draw_dots(top, dots)
    _draw_sizes(bottom, dots)
    if threshold is not None:
        for axes, label in ((top, "review threshold"), (bottom, None)):
            axes.axvline(threshold, color=Ink.TEXT, linestyle=":", linewidth=1.6, label=label)
    top.set_ylabel(words.share)
    top.legend(loc="lower left", bbox_to_anchor=(-0.02, 1), ncols=3, columnspacing=1.2)
    top.tick_params(labelbottom=False)
    bottom.set_xlabel(words.confidence)
    bottom.set_ylabel(words.count)
    return figure


def _draw_dots(axes: Axes, dots: Sequence[Dot]) -> None:
    largest = max(dot.count for dot in dots)
    areas = [_SMALLEST_DOT + (_LARGEST_DOT - _SMALLEST_DOT) * dot.count / largest for dot in dots]
    confidences = [dot.confidence for dot in dots]
    shares = [dot.share for dot in dots]
    axes.plot(confidences, shares, color=Ink.CURVE, linewidth=1.2, alpha=0.6)
    axes.scatter(
        confidences, shares, areas, color=Ink.CURVE, label="this model", clip_on=False, zorder=3
    )


def _draw_sizes(axes: Axes, dots: Sequence[Dot]) -> None:
    """Draw each bin in its own place, so that the numbers cannot run into each other."""
    places = [(min(int(dot.confidence * ECE_BINS), ECE_BINS - 1) + 0.5) / ECE_BINS for dot in dots]
    counts = [dot.count for dot in dots]
    bars = axes.bar(places, counts, 0.8 / ECE_BINS, color=Ink.CURVE, alpha=0.6)
    axes.bar_label(bars, [short_count(count) for count in counts], padding=2, fontsize=9)
    axes.set_yticks([])  # the bars carry their numbers
    axes.margins(y=0.3)


def share_axes(axes: Axes) -> None:
    """Let both axes run from nothing to all."""
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.grid(color=Ink.LINE, linewidth=0.6, alpha=0.5)
    axes.set_axisbelow(True)


def diagonal(axes: Axes, label: str) -> None:
    """Draw where the two are equal."""
    axes.plot([0, 1], [0, 1], "--", color=Ink.REFERENCE, linewidth=1.5, label=label)
