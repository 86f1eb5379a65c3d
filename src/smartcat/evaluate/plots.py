"""The pictures of the report. This module and ``inline_svg`` own matplotlib."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from smartcat.evaluate.confusion_plot import draw_confusion
from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, inline_svg, picture_style
from smartcat.evaluate.report_facts import (
    REVIEW_SHARE,
    REVIEW_TEXT,
    caught_by_review,
    has_errors,
    largest_mix_ups,
    percent,
    review_curve,
    short_count,
)
from smartcat.evaluate.result import Evaluation, ReliabilityBin

_WIDTH, _HEIGHT = 470 / PIXELS_PER_INCH, 430 / PIXELS_PER_INCH
_BINS = 15
"""As many as in ``Evaluation.reliability``."""
_SMALLEST_DOT, _LARGEST_DOT = 20.0, 180.0
"""Areas in square pixels."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """SVG elements for the page; an absent picture would have nothing to show."""

    confusion: str | None
    review: str | None
    reliability: str | None


def draw_pictures(evaluation: Evaluation) -> Pictures:
    """Draw all pictures of the report."""
    with picture_style():
        return Pictures(
            confusion=_confusion(evaluation),
            review=_review(evaluation),
            reliability=_reliability(evaluation),
        )


def _confusion(evaluation: Evaluation) -> str | None:
    if not evaluation.confusion.labels:
        return None
    description = f"Confusion matrix of {len(evaluation.confusion.labels)} classes."
    for mix_up in largest_mix_ups(evaluation.confusion, 1):
        description += (
            f" Most frequent mistake: {mix_up.truth} taken for {mix_up.given}, {mix_up.pages}."
        )
    figure = draw_confusion(evaluation.confusion)
    return inline_svg(figure, name="confusion", description=description)


def _review(evaluation: Evaluation) -> str | None:
    if not has_errors(evaluation) or not evaluation.risk_coverage:
        return None
    caught = caught_by_review(evaluation)
    description = "Share of errors caught against share of pages reviewed."
    if caught is not None:
        description += f" Review {REVIEW_TEXT}, catch {percent(caught)}."
    figure = _draw_review(review_curve(evaluation), caught)
    return inline_svg(figure, name="review", description=description)


def _reliability(evaluation: Evaluation) -> str | None:
    if not evaluation.reliability:
        return None
    description = "Share of right pages against confidence. " + " ".join(
        f"Confidence {percent(group.confidence)}: {percent(group.accuracy)} right"
        f" of {group.pages} pages."
        for group in evaluation.reliability
    )
    figure = _draw_reliability(evaluation.reliability, evaluation.threshold)
    return inline_svg(figure, name="reliability", description=description)


def _draw_review(curve: Sequence[tuple[float, float]], caught: float | None) -> Figure:
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    _share_axes(axes)
    _diagonal(axes, "reviewed in random order")
    review, errors = zip(*curve, strict=True)
    axes.fill_between(review, errors, color=Ink.CURVE, alpha=0.12, linewidth=0)
    axes.plot(review, errors, color=Ink.CURVE, linewidth=2.5, label="least confident first")
    if caught is not None:
        example = f"review {REVIEW_TEXT}, catch {percent(caught)}"
        axes.plot([REVIEW_SHARE], [caught], "o", color=Ink.CURVE, markersize=9, label=example)
    axes.set_xlabel("pages reviewed")
    axes.set_ylabel("errors caught")
    axes.legend(loc="lower right")
    return figure


def _draw_reliability(groups: Sequence[ReliabilityBin], threshold: float) -> Figure:
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=PIXELS_PER_INCH)
    top, bottom = figure.subplots(
        2, sharex=True, gridspec_kw={"height_ratios": (3, 1), "hspace": 0.12}
    )
    _share_axes(top)
    _diagonal(top, "confidence is honest")
    _dots(top, groups)
    _sizes(bottom, groups)
    for axes, label in ((top, "review threshold"), (bottom, "")):
        axes.axvline(threshold, color=Ink.TEXT, linestyle=":", linewidth=1.6, label=label or None)
    top.set_ylabel("pages that are right")
    top.legend(loc="lower left", bbox_to_anchor=(-0.02, 1), ncols=3, columnspacing=1.2)
    top.tick_params(labelbottom=False)
    bottom.set_xlabel("confidence")
    bottom.set_ylabel("pages")
    return figure


def _dots(axes: Axes, groups: Sequence[ReliabilityBin]) -> None:
    largest = max(group.pages for group in groups)
    areas = [
        _SMALLEST_DOT + (_LARGEST_DOT - _SMALLEST_DOT) * group.pages / largest for group in groups
    ]
    confidences = [group.confidence for group in groups]
    accuracies = [group.accuracy for group in groups]
    axes.plot(confidences, accuracies, color=Ink.CURVE, linewidth=1.2, alpha=0.6)
    axes.scatter(
        confidences, accuracies, areas, color=Ink.CURVE, label="this model", clip_on=False, zorder=3
    )


def _sizes(axes: Axes, groups: Sequence[ReliabilityBin]) -> None:
    """Draw each bin in its own place, so that the numbers cannot run into each other."""
    places = [(min(int(group.confidence * _BINS), _BINS - 1) + 0.5) / _BINS for group in groups]
    pages = [group.pages for group in groups]
    bars = axes.bar(places, pages, 0.8 / _BINS, color=Ink.CURVE, alpha=0.6)
    axes.bar_label(bars, [short_count(count) for count in pages], padding=2, fontsize=9)
    axes.set_yticks([])  # the bars carry their numbers
    axes.margins(y=0.3)


def _share_axes(axes: Axes) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.grid(color=Ink.LINE, linewidth=0.6, alpha=0.5)
    axes.set_axisbelow(True)


def _diagonal(axes: Axes, label: str) -> None:
    axes.plot([0, 1], [0, 1], "--", color=Ink.REFERENCE, linewidth=1.5, label=label)
