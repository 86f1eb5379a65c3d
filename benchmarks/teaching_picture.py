"""Accuracy against labels, as a picture that is readable on light and dark pages."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from comparison.picture import write_picture
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter, ScalarFormatter
from numpy.typing import NDArray

from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, picture_style

_SIZE = (720 / PIXELS_PER_INCH, 400 / PIXELS_PER_INCH)
_LOOKS = {
    "random": (Ink.REFERENCE, "--"),
    "least confidence": (Ink.WRONG, ":"),
    "margin": (Ink.RIGHT, "-."),
    "teaching": (Ink.CURVE, "-"),
}


class Curve(NamedTuple):
    """What an order comes to.

    Attributes:
        name: What it is called.
        labels: How many pages were labelled.
        accuracies: Seeds by labels.
        whole: Mean accuracy with all labels.
    """

    name: str
    labels: Sequence[int]
    accuracies: NDArray[np.float64]
    whole: float


def draw_curves(curves: Sequence[Curve], path: Path) -> None:
    """Draw the curves of the main orders, a band from the worst to the best seed for the last."""
    shown = [one for one in curves if one.name in _LOOKS]
    described = "; ".join(
        f"{one.name} {one.accuracies[:, -1].mean():.1%} after {one.labels[-1]}" for one in shown
    )
    with picture_style():
        write_picture(_figure(shown), path, f"Accuracy by pages labelled: {described}")


def _figure(curves: Sequence[Curve]) -> Figure:
    figure = Figure(figsize=_SIZE, dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    for one in curves:
        colour, line = _LOOKS[one.name]
        means = one.accuracies.mean(axis=0)
        axes.plot(one.labels, means, color=colour, linestyle=line, linewidth=2, label=one.name)
    last = curves[-1]
    low, high = last.accuracies.min(axis=0), last.accuracies.max(axis=0)
    axes.fill_between(last.labels, low, high, color=Ink.CURVE, alpha=0.12, linewidth=0)
    axes.axhline(last.whole, color=Ink.TEXT, linewidth=1, linestyle=(0, (1, 3)))
    axes.annotate("all labels", (last.labels[0], last.whole), (0, 4), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xticks(last.labels[::2], minor=False)
    axes.xaxis.set_major_formatter(ScalarFormatter())
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.grid(color=Ink.LINE, linewidth=0.6, alpha=0.5)
    axes.set_xlabel("pages labelled")
    axes.set_ylabel("pages right")
    axes.legend(loc="lower right")
    return figure
