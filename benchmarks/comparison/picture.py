"""CPU seconds a page by contender, as a picture that is readable on light and dark pages."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

from comparison.costs import cpu_s_a_page
from comparison.race import Outcome
from smartcat.evaluate.inline_svg import PIXELS_PER_INCH, Ink, inline_svg, picture_style

_WIDTH, _BAR = 720 / PIXELS_PER_INCH, 44 / PIXELS_PER_INCH
_ALONE = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_COLOURS = """
<style>
svg { --text: #1b2129; --line: #b9c1cb; --curve: #0b62b0; --reference: #6b7480; }
@media (prefers-color-scheme: dark) {
  svg { --text: #e8ebef; --line: #47525f; --curve: #6cb6f5; --reference: #98a3af; }
}
text { font-family: system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif !important; }
</style>
"""


def draw_costs(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw a bar for each contender, the cheapest first."""
    described = "; ".join(f"{one.name} {cpu_s_a_page(one):.2f}" for one in outcomes)
    with picture_style():
        svg = inline_svg(
            _bars(sorted(outcomes, key=cpu_s_a_page)),
            name="benchmarks",
            description=f"CPU seconds a page: {described}",
        )
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
