"""Identity cards: small, somewhere on an otherwise empty page."""

from random import Random

import pymupdf

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.paper import Paper, Style
from smartcat.examples.theme import Colour

_CARD = (243.0, 153.0)
_PASSPORT = (354.0, 249.0)
_SKIN: Colour = (0.55, 0.5, 0.48)
_TINTS: tuple[Colour, ...] = ((0.88, 0.93, 0.97), (0.93, 0.95, 0.88), (0.97, 0.92, 0.93))
_MRZ_LENGTH = 30


def identity(composer: Composer, kind: str, sides: str = "both") -> None:
    """Draw a card, or the page of a passport, with photo, fields and machine readable zone."""
    paper, rng = composer.paper, composer.rng
    enlarged = rng.choice((1.0, 1.0, rng.uniform(1.0, 1.35)))
    natural = _PASSPORT if kind == "passport" else _CARD
    width, height = natural[0] * enlarged, natural[1] * enlarged
    x = rng.uniform(paper.left, paper.left + paper.width - width)
    y = rng.uniform(paper.y + 10, paper.y + 160)
    if sides == "page":
        paper.paragraph(composer.phrases.pick("copy_note"))
        y = max(y, paper.y + 20)
    if sides == "back":
        _back(composer, (x, y), (width, height))
        return
    _front(composer, (x, y), (width, height), has_zone=kind == "passport")
    if sides != "front" and kind != "passport":
        below = y + height + rng.uniform(20, 120)
        _back(composer, (x + rng.uniform(-15, 15), below), (width, height))


def _front(
    composer: Composer, at: tuple[float, float], size: tuple[float, float], *, has_zone: bool
) -> None:
    (x, y), (width, height) = at, size
    paper, phrases = composer.paper, composer.phrases
    _background(composer, at, size)
    heads = phrases.say("{card_title}").split("|")
    for index, head in enumerate(heads):
        style = Style("hebo" if index == 0 else "helv", (8.5 - 2 * bool(index)) * width / _CARD[0])
        paper.put((x + 10, y + 14 + index * 9 * width / _CARD[0]), head, style)
    photo_at_left = composer.habits.random() < 0.7
    photo = (x + 10 if photo_at_left else x + width * 0.7, y + 0.27 * height)
    _photo(paper, photo, width * 0.26)
    left = x + (width * 0.26 + 20 if photo_at_left else 10)
    lines = phrases.lines("card_fields")
    step = height * (0.5 if has_zone else 0.68) / len(lines)
    _fields(paper, lines, (left, y + height * 0.25), step)
    if has_zone:
        _zone(composer, (x + 8, y + height - 34), width - 16, 2)


def _back(composer: Composer, at: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), (width, height) = at, size
    _background(composer, at, size)
    lines = composer.phrases.lines("card_back")
    _fields(composer.paper, lines, (x + 12, y + 16), height * 0.6 / len(lines))
    _zone(composer, (x + 8, y + height - 44), width - 16, 3)


def _background(composer: Composer, at: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), (width, height) = at, size
    paper = composer.paper
    corners = (x, y, x + width, y + height)
    paper.box(
        corners,
        fill=_TINTS[len(composer.phrases.say("{person}")) % len(_TINTS)],
        colour=(0.5, 0.5, 0.5),
    )
    step = composer.habits.uniform(9, 16)
    for index in range(1, int(height / step)):
        wave = [(x + width * part / 8, y + index * step + 3 * (-1) ** part) for part in range(9)]
        paper.stroke(wave, (0.8, 0.85, 0.88), 0.4)


def _photo(paper: Paper, at: tuple[float, float], width: float) -> None:
    x, y = at
    height = width * 1.28
    paper.box((x, y, x + width, y + height), fill=(0.8, 0.8, 0.8), colour=None)
    middle = pymupdf.Point(x + width / 2, y + height * 0.42)
    shoulders = pymupdf.Rect(x + width * 0.14, y + height * 0.7, x + width * 0.86, y + height * 1.3)
    shoulders &= pymupdf.Rect(x, y, x + width, y + height)
    paper.shape.draw_rect(shoulders, radius=0.4)
    paper.shape.draw_circle(middle, width * 0.26)
    paper.shape.finish(color=None, fill=_SKIN)


def _fields(paper: Paper, lines: list[str], at: tuple[float, float], step: float) -> None:
    x, y = at
    for index, line in enumerate(lines):
        name, _, value = line.partition("|")
        top = y + index * step
        paper.put((x, top), name, Style("helv", step * 0.34))
        paper.put((x, top + step * 0.48), value, Style("hebo", step * 0.52))


def _zone(composer: Composer, at: tuple[float, float], width: float, lines: int) -> None:
    x, y = at
    length = _MRZ_LENGTH if lines == 3 else 44
    size = width / length / 0.6
    name = composer.phrases.say("{surname=*last}<<{forename=*first}").upper().replace(" ", "<")
    for index in range(lines):
        text = name if index == lines - 1 else _zone_line(composer.rng, length, index)
        line = text.translate(str.maketrans("ÄÖÜß-", "AOUS<")).ljust(length, "<")[:length]
        composer.paper.put((x, y + index * 13 + 8), line, Style("cour", size))


def _zone_line(rng: Random, length: int, index: int) -> str:
    lead = "ID<<" if index == 0 else f"{rng.randrange(10**7):07}<"
    return lead + "".join(rng.choice("CFGHJKLMNPRTVWXYZ0123456789") for _ in range(length - 14))
