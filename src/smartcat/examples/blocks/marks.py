"""Logos and signatures, drawn as vectors."""

from random import Random

import pymupdf

from smartcat.examples.fonts import encode, text_width
from smartcat.examples.paper import Paper, Style
from smartcat.examples.theme import Theme

_WHITE = (1.0, 1.0, 1.0)
_INK = (0.05, 0.1, 0.45)
_STAMP_INKS = ((0.75, 0.1, 0.15), (0.1, 0.15, 0.6), (0.2, 0.2, 0.2))


def draw_logo(
    paper: Paper, theme: Theme, corner: tuple[float, float], side: float, name: str
) -> None:
    """Draw the theme's logo in a square with that top left corner."""
    x, y = corner
    middle = pymupdf.Point(x + side / 2, y + side / 2)
    accent, shape = theme.accent, paper.shape
    match theme.logo:
        case "disc":
            shape.draw_circle(middle, side / 2)
            shape.finish(color=None, fill=accent)
            shape.draw_circle(pymupdf.Point(middle.x + side / 6, middle.y - side / 6), side / 5)
            shape.finish(color=None, fill=_WHITE)
        case "ring":
            shape.draw_circle(middle, side / 2.4)
            shape.finish(color=accent, width=side / 8)
        case "square" | "monogram":
            paper.box((x, y, x + side, y + side), fill=accent, colour=None)
            if theme.logo == "monogram":
                style = Style(theme.head.bold, side * 0.6, _WHITE, "center")
                paper.put((middle.x, middle.y + side * 0.2), name[0], style)
        case "bars" | "stripes":
            _draw_bars(paper, theme, corner, side)
        case _:
            _draw_gable(paper, theme, corner, side)


def _draw_bars(paper: Paper, theme: Theme, corner: tuple[float, float], side: float) -> None:
    x, y = corner
    for index in range(4):
        at = index * side / 4
        if theme.logo == "bars":
            box = (x + at, y + side * (0.6 - 0.2 * index), x + at + side / 6, y + side)
            paper.box(box, fill=theme.accent, colour=None)
        else:
            paper.stroke([(x + at, y + side), (x + at + side / 3, y)], theme.accent, side / 9)


def _draw_gable(paper: Paper, theme: Theme, corner: tuple[float, float], side: float) -> None:
    x, y = corner
    roof = [(x, y + side * 0.55), (x + side / 2, y), (x + side, y + side * 0.55)]
    paper.shape.draw_polyline(roof)
    paper.shape.finish(color=None, fill=theme.accent, closePath=True)
    if theme.logo == "house":
        paper.box((x + side * 0.18, y + side * 0.6, x + side * 0.82, y + side), fill=theme.accent)


def draw_signature(paper: Paper, rng: Random, at: tuple[float, float]) -> None:
    """Draw a scrawl that begins at a point."""
    x, y = at
    point = pymupdf.Point(x, y)
    for _ in range(rng.randint(4, 8)):
        step = rng.uniform(7, 17)
        bends = [
            pymupdf.Point(point.x + step * share, y + rng.uniform(-15, 7)) for share in (0.2, 0.9)
        ]
        end = pymupdf.Point(point.x + step, y + rng.uniform(-6, 3))
        paper.shape.draw_bezier(point, *bends, end)
        point = end
    paper.shape.finish(color=_INK, width=rng.uniform(0.7, 1.3), closePath=False)


def draw_stamp(paper: Paper, rng: Random, lines: list[str]) -> None:
    """Draw a framed stamp, turned a little, in the upper part of the page."""
    width, height = paper.theme.paper
    size = rng.uniform(11, 16)
    colour = rng.choice(_STAMP_INKS)
    corner = pymupdf.Point(width * rng.uniform(0.35, 0.65), height * rng.uniform(0.03, 0.3))
    morph = (corner, pymupdf.Matrix(rng.uniform(-12, 12)))
    shape = paper.shape
    length = max(text_width(line, "hebo", size) for line in lines)
    frame = pymupdf.Rect(
        corner.x, corner.y, corner.x + length + 16, corner.y + len(lines) * size * 1.3 + 10
    )
    shape.draw_rect(frame)
    shape.finish(color=colour, width=1.8, morph=morph)
    for index, line in enumerate(lines):
        at = pymupdf.Point(corner.x + 8, corner.y + 5 + size * (1 + 1.3 * index))
        shape.insert_text(
            at, encode(line), fontname="hebo", fontsize=size, color=colour, morph=morph
        )
