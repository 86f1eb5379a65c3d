"""The pictures of the report. These modules and ``inline_svg`` own matplotlib."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from smartcat.evaluate.confusion_plot import draw_confusion
from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, inline_svg, picture_style
from smartcat.evaluate.reliability_plot import (
    PICTURE_SIZE,
    Dot,
    ReliabilityWords,
    diagonal,
    draw_reliability,
    share_axes,
)
from smartcat.evaluate.report_facts import (
    REVIEW_SHARE,
    REVIEW_TEXT,
    caught_by_review,
    has_errors,
    largest_mix_ups,
    percent,
    review_curve,
)
from smartcat.evaluate.result import PageFigures
from smartcat.evaluate.stream_result import BoundaryFigures


@dataclass(frozen=True, slots=True)
class Pictures:
    """SVG elements for the page; an absent picture would have nothing to show."""

    confusion: str | None
    review: str | None
    reliability: str | None


def draw_pictures(evaluation: PageFigures) -> Pictures:
    """Draw all pictures of pages."""
    with picture_style():
        return Pictures(
            confusion=_confusion(evaluation),
            review=_review(evaluation),
            reliability=_reliability(evaluation),
        )


def _confusion(evaluation: PageFigures) -> str | None:
    if not evaluation.confusion.labels:
        return None
    description = f"Confusion matrix of {len(evaluation.confusion.labels)} classes."
    for mix_up in largest_mix_ups(evaluation.confusion, 1):
        description += (
            f" Most frequent mistake: {mix_up.truth} taken for {mix_up.given}, {mix_up.pages}."
        )
    figure = draw_confusion(evaluation.confusion)
    return inline_svg(figure, name="confusion", description=description)


def _review(evaluation: PageFigures) -> str | None:
    if not has_errors(evaluation) or not evaluation.risk_coverage:
        return None
    caught = caught_by_review(evaluation)
    description = "Share of errors caught against share of pages reviewed."
    if caught is not None:
        description += f" Review {REVIEW_TEXT}, catch {percent(caught)}."
    figure = _draw_review(review_curve(evaluation), caught)
    return inline_svg(figure, name="review", description=description)


def _reliability(evaluation: PageFigures) -> str | None:
    if not evaluation.reliability:
        return None
    description = "Share of right pages against confidence. " + " ".join(
        f"Confidence {percent(group.confidence)}: {percent(group.accuracy)} right"
        f" of {group.pages} pages."
        for group in evaluation.reliability
    )
    figure = draw_reliability(
        [Dot(group.confidence, group.accuracy, group.pages) for group in evaluation.reliability],
        ReliabilityWords("confidence", "pages that are right", "pages"),
        evaluation.threshold,
    )
    return inline_svg(figure, name="reliability", description=description)


def draw_boundary_reliability(boundaries: BoundaryFigures) -> str | None:
    """Draw the probability of a boundary against the share of boundaries.

    Returns:
        An SVG element; absent if nothing was scored.
    """
    if not boundaries.reliability:
        return None
    description = "Share of boundaries against their probability. " + " ".join(
        f"Probability {percent(group.confidence)}: {percent(group.boundaries)}"
        f" of {group.pairs} places."
        for group in boundaries.reliability
    )
    with picture_style():
        figure = draw_reliability(
            [Dot(one.confidence, one.boundaries, one.pairs) for one in boundaries.reliability],
            ReliabilityWords("probability of a boundary", "places that are one", "places"),
        )
        return inline_svg(figure, name="boundary-reliability", description=description)


def _draw_review(curve: Sequence[tuple[float, float]], caught: float | None) -> Figure:
    figure = Figure(figsize=PICTURE_SIZE, dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    share_axes(axes)
    diagonal(axes, "reviewed in random order")
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
