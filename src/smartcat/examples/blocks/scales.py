"""Scales of efficiency and charts of consumption."""

import pymupdf

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.paper import Style
from smartcat.examples.theme import Colour
from smartcat.examples.wordings import Language

_GERMAN_CLASSES = ("A+", "A", "B", "C", "D", "E", "F", "G", "H")
_ENGLISH_CLASSES = ("A", "B", "C", "D", "E", "F", "G")
_GREEN: Colour = (0.05, 0.6, 0.2)
_YELLOW: Colour = (1.0, 0.9, 0.1)
_RED: Colour = (0.85, 0.1, 0.1)
_SOFT: Colour = (0.75, 0.78, 0.85)


def scale(composer: Composer, direction: str) -> None:
    """Draw a scale of efficiency: ``across`` as one band, ``down`` as steps, or ``split``."""
    composer.paper.need(190)
    composer.paper.gap(1)
    if direction == "across":
        _across(composer)
    else:
        _down(composer, is_split=direction == "split")
    composer.paper.gap(1.2)


def _classes(composer: Composer) -> tuple[str, ...]:
    return _GERMAN_CLASSES if composer.language is Language.GERMAN else _ENGLISH_CLASSES


def _colour(share: float) -> Colour:
    first, second = (_GREEN, _YELLOW) if share < 0.5 else (_YELLOW, _RED)
    part = share * 2 if share < 0.5 else share * 2 - 1
    red, green, blue = (a + (b - a) * part for a, b in zip(first, second, strict=True))
    return red, green, blue


def _across(composer: Composer) -> None:
    paper, names = composer.paper, _classes(composer)
    paper.y += 26
    step = paper.width / len(names)
    for index, name in enumerate(names):
        x = paper.left + index * step
        fill = _colour(index / (len(names) - 1))
        paper.box((x, paper.y, x + step, paper.y + 26), fill=fill, colour=None)
        bold = Style(composer.theme.body.bold, 12, align="center")
        paper.put((x + step / 2, paper.y + 18), name, bold)
        paper.put((x, paper.y + 36), str(index * 25), Style(size=7, align="center"))
    value = composer.rng.uniform(0.05, 0.95)
    x = paper.left + value * paper.width
    _arrow(composer, (x, paper.y - 1), is_down=True)
    caption = composer.phrases.say("{scale_value}")
    align = "left" if value < 0.5 else "right"
    paper.put((x + (8 if align == "left" else -8), paper.y - 8), caption, Style(align=align))
    paper.y += 46


def _down(composer: Composer, *, is_split: bool) -> None:
    paper, names = composer.paper, _classes(composer)
    current = composer.rng.randrange(1, len(names))
    height, top = 18.0, paper.y
    for index, name in enumerate(names):
        length = paper.width * (0.2 + 0.045 * index)
        fill = _colour(index / (len(names) - 1))
        y = top + index * (height + 2)
        paper.box((paper.left, y, paper.left + length, y + height), fill=fill, colour=None)
        bold = Style(composer.theme.body.bold, 12, align="right")
        paper.put((paper.left + length - 6, y + 13), name, bold)
    captions = ["{scale_value}", "{scale_potential}"] if is_split else ["{scale_value}"]
    for position, template in enumerate(captions):
        x = paper.left + paper.width * (0.62 + 0.2 * position)
        row = max(0, current - position * 2)
        y = top + row * (height + 2)
        paper.put((x, top - 4), composer.phrases.say("{scale_heads}").split("|")[position])
        paper.box((x, y, x + 62, y + height), fill=_colour(row / (len(names) - 1)), colour=None)
        paper.put((x + 5, y + 13), composer.phrases.say(template), Style(size=8.5))
    paper.y = top + len(names) * (height + 2)


def _arrow(composer: Composer, tip: tuple[float, float], *, is_down: bool) -> None:
    x, y = tip
    side = -12 if is_down else 12
    shape = composer.paper.shape
    shape.draw_polyline([pymupdf.Point(x - 6, y + side), (x, y), (x + 6, y + side)])
    shape.finish(color=None, fill=(0, 0, 0), closePath=True)


def bars(composer: Composer, name: str = "bars") -> None:
    """Draw a chart with a bar for each phrase."""
    paper, theme = composer.paper, composer.theme
    labels = composer.phrases.lines(name)
    height = 80.0
    paper.need(height + 40)
    base = paper.y + height + 8
    step = paper.width * 0.8 / len(labels)
    for index, label in enumerate(labels):
        x = paper.left + 10 + index * step
        top = base - height * composer.rng.uniform(0.25, 1)
        fill = theme.accent if index == len(labels) - 1 else _SOFT
        paper.box((x, top, x + step * 0.6, base), fill=fill, colour=None)
        paper.put((x + step * 0.3, base + 10), label, Style(size=7, align="center"))
    paper.stroke([(paper.left, base), (paper.left + paper.width * 0.85, base)])
    paper.y = base + 18
