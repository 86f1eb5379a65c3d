"""The risk-coverage curve as a picture; this needs matplotlib."""

from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, inline_svg, picture_style
from smartcat.evaluate.report_facts import percent
from smartcat.thresholds.choosing import ThresholdChoice
from smartcat.thresholds.risk import RiskCurve

_HEADROOM = 1.6
"""Intervals of few results reach up to 1, where they would flatten all else."""
_SIZE = (720 / PIXELS_PER_INCH, 400 / PIXELS_PER_INCH)


def draw_risk(curve: RiskCurve, choice: ThresholdChoice | None) -> str:
    """Draw risk against coverage, with intervals, and what was chosen.

    Returns:
        An SVG element.
    """
    description = "Share of wrong results among the accepted, against the share accepted. " + (
        f"Chosen: threshold {choice.point.threshold}, accepts {percent(choice.point.coverage)}, "
        f"{percent(choice.point.risk or 0.0)} of these wrong."
        if choice
        else "No threshold was chosen."
    )
    with picture_style():
        return inline_svg(_figure(curve, choice), name="risk-coverage", description=description)


def _figure(curve: RiskCurve, choice: ThresholdChoice | None) -> Figure:
    figure = Figure(figsize=_SIZE, dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    points = [point for point in curve.points if point.risk is not None]
    coverage = [point.coverage for point in points]
    risk = [point.risk or 0.0 for point in points]
    low, high = zip(*(point.interval for point in points), strict=True)
    axes.fill_between(
        coverage,
        low,
        high,
        color=Ink.CURVE,
        alpha=0.15,
        linewidth=0,
        label=f"{curve.level:.0%} interval",
    )
    axes.plot(coverage, risk, "o-", color=Ink.CURVE, linewidth=2, markersize=4, label="observed")
    if choice:
        target, point = choice.target_error, choice.point
        axes.axhline(target, color=Ink.REFERENCE, linestyle="--", label=f"target {percent(target)}")
        axes.plot(
            [point.coverage],
            [point.risk or 0.0],
            "o",
            color=Ink.TEXT,
            markersize=10,
            label=f"threshold {point.threshold}",
        )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, min(1.0, _HEADROOM * max(*risk, choice.target_error if choice else 0.01)))
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=1))
    axes.grid(color=Ink.LINE, linewidth=0.6, alpha=0.5)
    axes.set_xlabel("accepted without review")
    axes.set_ylabel("wrong among the accepted")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1), ncols=4, columnspacing=1.2)
    return figure
