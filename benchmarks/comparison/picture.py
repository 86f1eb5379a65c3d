"""CPU seconds a page in pictures that are readable on light and dark pages."""

from collections.abc import Sequence
from pathlib import Path

from cascade import Point
from matplotlib.figure import Figure

from comparison.costs import cpu_s_a_page
from comparison.race import Outcome
from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, inline_svg, picture_style

_WIDTH, _BAR, _HEIGHT = (pixels / PIXELS_PER_INCH for pixels in (720, 44, 300))
_MARGIN = 2.0
"""Points of accuracy above and below the curve: what is less than that is hardly a difference."""
_ALONE = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_COLOURS = """
<style>
svg { --text: #1b2129; --line: #b9c1cb; --curve: #0b62b0; --reference: #6b7480;
  --right: #4a90c9; --wrong: #c8641e; }
@media (prefers-color-scheme: dark) {
  svg { --text: #e8ebef; --line: #47525f; --curve: #6cb6f5; --reference: #98a3af;
    --right: #4a86bd; --wrong: #e08a4c; }
}
text { font-family: system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif !important; }
</style>
"""


def draw_costs(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw a bar for each contender, the cheapest first."""
    described = "; ".join(f"{one.name} {cpu_s_a_page(one):.2f}" for one in outcomes)
    with picture_style():
        figure = _bars(sorted(outcomes, key=cpu_s_a_page))
        write_picture(figure, path, f"CPU seconds a page: {described}")


def draw_curve(points: Sequence[Point], path: Path) -> None:
    """Draw accuracy against CPU, a point for each confidence to stop at."""
    described = "; ".join(
        f"{one.name} {one.cpu_s:.2f} s, {one.accuracy:.1%} right" for one in points
    )
    with picture_style():
        write_picture(_curve(points), path, f"CPU seconds a page and pages right: {described}")


def write_picture(figure: Figure, path: Path, description: str) -> None:
    """Write a picture that takes its colours from the page that it is seen on."""
    svg = inline_svg(figure, name=path.stem, description=description)
    start, root, rest = svg.partition("<svg")
    head, end, body = rest.partition(">")
    path.write_text(start + root + _ALONE + head + end + _COLOURS + body + "\n", encoding="utf-8")


def _bars(outcomes: Sequence[Outcome]) -> Figure:
    size = (_WIDTH, _BAR * len(outcomes) + 60 / PIXELS_PER_INCH)
    figure = Figure(figsize=size, dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    seconds = [cpu_s_a_page(one) for one in outcomes]
    colours = [Ink.CURVE if one.is_ours else Ink.REFERENCE for one in outcomes]
    bars = axes.barh([one.name for one in outcomes], seconds, color=colours, height=0.6)
    axes.bar_label(bars, [f"{value:.2f}" for value in seconds], padding=4, color=Ink.TEXT)
    axes.invert_yaxis()
    axes.set_xlabel("CPU seconds a page")
    axes.tick_params(axis="y", length=0)
    return figure


def _curve(points: Sequence[Point]) -> Figure:
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=PIXELS_PER_INCH)
    axes = figure.subplots()
    seconds, right = [one.cpu_s for one in points], [100 * one.accuracy for one in points]
    axes.plot(seconds, right, color=Ink.CURVE, marker="o", markersize=4)
    for number, one in enumerate(points):
        place = (seconds[number], right[number])
        below = -14 if number % 2 else 8
        axes.annotate(one.name, place, (0, below), textcoords="offset points", ha="center")
    axes.set_ylim(bottom=min(right) - _MARGIN, top=max(right) + _MARGIN)
    axes.set_xlim(left=0)
    axes.set_xlabel("CPU seconds a page")
    axes.set_ylabel("pages right, %")
    return figure
