"""The confusion matrix as a picture that stays readable from 2 to 40 classes."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, short_label
from smartcat.evaluate.report_facts import short_count
from smartcat.evaluate.result import Confusion

_SIDE = 640
"""Pixels that the cells share, as long as that makes them neither too small nor too large."""
_SMALLEST_CELL, _LARGEST_CELL = 22.0, 64.0
_DIGIT_WIDTH = 0.64
"""Width of a digit as a share of the size of the font."""


def draw_confusion(confusion: Confusion) -> Figure:
    """Draw true classes as rows and given classes as columns, with the counts of pages.

    A cell is the stronger in colour, the larger its share of its row.

    Args:
        confusion: Of at least one class.
    """
    count = len(confusion.labels)
    cell = min(max(_SIDE / count, _SMALLEST_CELL), _LARGEST_CELL)
    side = count * cell / PIXELS_PER_INCH
    figure = Figure(figsize=(side, side), dpi=PIXELS_PER_INCH)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, count)
    axes.set_ylim(count, 0)
    _label(axes, confusion.labels, cell)
    _draw_grid(axes, count)
    _fill(axes, confusion, cell)
    return figure


def _label(axes: Axes, labels: tuple[str, ...], cell: float) -> None:
    names = [short_label(label) for label in labels]
    places = [index + 0.5 for index in range(len(names))]
    size = min(max(0.5 * cell, 9.0), 12.0)
    axes.set_xticks(places, names, rotation=90, fontsize=size)
    axes.set_yticks(places, names, fontsize=size)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0, pad=6)
    axes.set_xlabel("given class", labelpad=10, fontweight="bold")
    axes.set_ylabel("true class", labelpad=10, fontweight="bold")


def _draw_grid(axes: Axes, count: int) -> None:
    lines = range(count + 1)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.hlines(lines, 0, count, color=Ink.LINE, linewidth=0.6, alpha=0.6, clip_on=False)
    axes.vlines(lines, 0, count, color=Ink.LINE, linewidth=0.6, alpha=0.6, clip_on=False)


def _fill(axes: Axes, confusion: Confusion, cell: float) -> None:
    for row, counts in enumerate(confusion.counts):
        for column, pages in enumerate(counts):
            if pages:
                _fill_cell(axes, (row, column), pages / sum(counts))
                _write_count(axes, (row, column), short_count(pages), cell)


def _write_count(axes: Axes, place: tuple[int, int], count: str, cell: float) -> None:
    row, column = place
    size = min(13.0, 0.46 * cell, 0.95 * cell / (_DIGIT_WIDTH * len(count)))
    axes.text(column + 0.5, row + 0.5, count, ha="center", va="center_baseline", fontsize=size)


def _fill_cell(axes: Axes, place: tuple[int, int], share: float) -> None:
    row, column = place
    colour = Ink.RIGHT if row == column else Ink.WRONG
    # A mistake is rare in a good model; the cube root keeps it from fading into the background.
    strength = share ** (1 / 3)
    axes.add_patch(
        Rectangle((column, row), 1, 1, facecolor=colour, alpha=strength, edgecolor="none")
    )
