"""Shares then and now as pictures; this needs matplotlib."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from smartcat.drift.result import DriftMeasure, DriftRange
from smartcat.drift.words import TITLES, VERDICTS
from smartcat.evaluate.inline_svg import (
    PIXELS_PER_INCH,
    Ink,
    inline_svg,
    picture_style,
    short_label,
)
from smartcat.evaluate.report_facts import percent

_WIDTH, _BAR, _MARGINS = (pixels / PIXELS_PER_INCH for pixels in (470, 30, 90))
_MOST_RANGES = 16
"""More classes than that are not drawn: those whose share has changed least are left out."""


def draw_measure(measure: DriftMeasure) -> str:
    """Draw the shares of all ranges, then and now.

    Returns:
        An SVG element.
    """
    ranges = _shown(measure)
    described = "; ".join(
        f"{one.name} {percent(one.before)} then, {percent(one.now)} now" for one in ranges
    )
    with picture_style():
        return inline_svg(
            _bars(ranges),
            name=f"drift-{measure.subject.value}",
            description=f"{TITLES[measure.subject]}, {VERDICTS[measure.verdict]}: {described}",
        )


def _shown(measure: DriftMeasure) -> list[DriftRange]:
    changed = sorted(measure.ranges, key=lambda one: -abs(one.now - one.before))[:_MOST_RANGES]
    return [one for one in measure.ranges if one in changed]


def _bars(ranges: list[DriftRange]) -> Figure:
    size = (_WIDTH, _BAR * len(ranges) + _MARGINS)
    figure = Figure(figsize=size, dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    places = np.arange(len(ranges))
    for side, colour, name, shares in (
        (-0.2, Ink.REFERENCE, "then", [one.before for one in ranges]),
        (0.2, Ink.CURVE, "now", [one.now for one in ranges]),
    ):
        axes.barh(places + side, shares, height=0.36, color=colour, label=name)
    axes.set_yticks(places, [short_label(one.name) for one in ranges])
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.grid(axis="x", color=Ink.LINE, linewidth=0.6, alpha=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("share of pages")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1), ncols=2)
    return figure
