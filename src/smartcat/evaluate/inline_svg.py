"""A figure as SVG that stands inside an HTML page and takes its colours from it."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum, unique

import matplotlib as mpl
from matplotlib.figure import Figure

from smartcat.evaluate.in_html import in_html

PIXELS_PER_INCH = 72
"""Of a figure as well as of its SVG, so that sizes are CSS pixels throughout."""


_LONGEST_LABEL = 32
_SMALLEST_SCALE = 0.75
"""A picture shrinks this far to fit a small screen; then its text would get too small to read."""


@unique
class Ink(StrEnum):
    """The colours of a picture: stand-ins that become CSS variables of the page.

    Plain black is not among them, because the SVG does not write it out.
    """

    TEXT = "#000001"
    LINE = "#000002"
    CURVE = "#000003"
    REFERENCE = "#000004"
    RIGHT = "#000005"
    WRONG = "#000006"


@contextmanager
def picture_style() -> Iterator[None]:
    """Draw alike on every machine: the user's own settings of the library do not count."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc("axes", edgecolor=Ink.LINE, labelcolor=Ink.TEXT)
        mpl.rc("axes.spines", right=False, top=False)
        mpl.rc("font", size=12)
        mpl.rc("legend", frameon=False)
        mpl.rc("svg", fonttype="none")
        # A dollar sign in a label is a dollar sign.
        mpl.rc("text", color=Ink.TEXT, parse_math=False)
        mpl.rc("xtick", color=Ink.TEXT)
        mpl.rc("ytick", color=Ink.TEXT)
        yield


def short_label(label: str) -> str:
    """Make one short line of the name of a class: names may hold what no font can draw."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in label).split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1] + "…"


def inline_svg(figure: Figure, *, name: str, description: str) -> str:
    """Render a figure as an ``svg`` element for an HTML page.

    Args:
        figure: Drawn under ``picture_style``, in the colours of ``Ink``.
        name: A word of its own for each picture of a page; keeps their element ids apart.
        description: What the picture shows, for those who cannot see it.

    Returns:
        The element, the same for the same figure; one unit of it is one CSS pixel.
    """
    _, _, element = _render(figure, name).partition("<svg ")
    root, _, body = element.partition(">")
    box = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', root)
    assert box, "the SVG backend writes a root element with a viewBox"
    width, height = (round(float(side)) for side in box.groups())
    return (
        f'<svg role="img" aria-label="{in_html(description)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {box[1]} {box[2]}" '
        f'style="min-width:{round(_SMALLEST_SCALE * width)}px">'
        f"{_for_page(body).strip()}"
    )


def _render(figure: Figure, name: str) -> str:
    buffer = io.StringIO()
    nameless = {"Creator": None, "Date": None, "Format": None, "Type": None}
    with mpl.rc_context({"svg.hashsalt": name}), warnings.catch_warnings():
        # The browser brings its own font: glyphs that are missing here do not matter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        figure.savefig(
            buffer,
            format="svg",
            transparent=True,
            bbox_inches="tight",
            pad_inches=0.05,
            metadata=nameless,
        )
    return buffer.getvalue()


def _for_page(body: str) -> str:
    """Take out what is meant for a file of its own, and put the page's colours in.

    Text is escaped in the SVG, so an angle bracket always belongs to a tag.
    """
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r"<style .*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'<g id="[^"]*"', "<g", body)
    return re.sub(r"<[^>]*>", lambda tag: _colour(tag[0]), body)


def _colour(tag: str) -> str:
    for ink in Ink:
        tag = tag.replace(f": {ink}", f": var(--{ink.name.lower()})")
    return tag
