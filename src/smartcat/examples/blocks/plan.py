"""Floor plans: walls, doors, windows, dimensions and the title block."""

from dataclasses import dataclass
from random import Random

import pymupdf

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.paper import Paper, Style

_SMALLEST_ROOM = 62.0
_GREY = (0.4, 0.4, 0.4)


@dataclass(frozen=True)
class _Room:
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def plan(composer: Composer, block: str) -> None:
    """Draw one floor; the title block stands at ``bottom``, ``right``, ``top`` or nowhere."""
    paper, rng = composer.paper, composer.rng
    if paper.y > paper.bottom / 2:
        paper.new_page()
    right = paper.left + paper.width - (170 if block == "right" else 20)
    bottom = paper.bottom - (110 if block == "bottom" else 30)
    if block == "top":
        paper.y = _title_block(composer, (paper.left, paper.y), paper.width) + 10
    outline = _outline(rng, _Room(paper.left + 30, paper.y + 30, right, bottom))
    rooms = _divide(rng, outline, rng.randint(2, 3))
    names = composer.phrases.lines("rooms", f"{len(rooms)}-{len(rooms)}")
    rng.shuffle(names)
    for room, name in zip(rooms, names, strict=True):
        _draw_room(composer, room, name)
    paper.box((outline.x0, outline.y0, outline.x1, outline.y1), width=rng.uniform(3.5, 6))
    for room in rooms:
        _draw_openings(composer, room, outline)
    _draw_dimensions(composer, rooms, outline)
    _draw_north(composer, (outline.x1 - 4, outline.y0 - 22))
    if block == "bottom":
        _title_block(composer, (paper.left + paper.width * 0.45, bottom + 20), paper.width * 0.55)
    elif block == "right":
        _title_block(composer, (right + 16, paper.bottom - 130), 154)
    paper.y = paper.bottom


def _outline(rng: Random, room: _Room) -> _Room:
    width = min(room.width * rng.uniform(0.75, 1), room.height * 1.7)
    height = min(room.height * rng.uniform(0.7, 1), room.width * 1.3)
    return _Room(room.x0, room.y0, room.x0 + width, room.y0 + height)


def _divide(rng: Random, room: _Room, depth: int) -> list[_Room]:
    share = rng.uniform(0.36, 0.64)
    if depth == 0 or max(room.width, room.height) * share < _SMALLEST_ROOM:
        return [room]
    if room.width > room.height:
        middle = room.x0 + room.width * share
        halves = (
            _Room(room.x0, room.y0, middle, room.y1),
            _Room(middle, room.y0, room.x1, room.y1),
        )
    else:
        middle = room.y0 + room.height * share
        halves = (
            _Room(room.x0, room.y0, room.x1, middle),
            _Room(room.x0, middle, room.x1, room.y1),
        )
    return [part for half in halves for part in _divide(rng, half, depth - 1)]


def _draw_room(composer: Composer, room: _Room, name: str) -> None:
    paper, theme = composer.paper, composer.theme
    paper.box((room.x0, room.y0, room.x1, room.y1), width=2.2)
    x, y = (room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2
    size = min(theme.size, room.width / 8)
    for index, line in enumerate(name.split("|")):
        font = theme.body.bold if index == 0 else ""
        paper.put((x, y + index * size * 1.25), line, Style(font, size, align="center"))
    if composer.rng.random() < 0.5:
        _draw_furniture(paper, composer.rng, room)


def _draw_furniture(paper: Paper, rng: Random, room: _Room) -> None:
    width, height = room.width * 0.3, room.height * 0.2
    x = room.x0 + rng.uniform(5, room.width - width - 5)
    paper.box((x, room.y0 + 5, x + width, room.y0 + 5 + height), colour=_GREY, width=0.5)
    if rng.random() < 0.5:
        paper.shape.draw_circle(pymupdf.Point(x + width / 2, room.y0 + 5 + height / 2), height / 3)
        paper.shape.finish(color=_GREY, width=0.5)


def _draw_openings(composer: Composer, room: _Room, outline: _Room) -> None:
    paper, rng = composer.paper, composer.rng
    door = min(26.0, room.width * 0.35)
    x = rng.uniform(room.x0 + 6, room.x1 - door - 6)
    if room.y1 < outline.y1:
        paper.stroke([(x, room.y1), (x + door, room.y1)], (1, 1, 1), 3.5)
        paper.stroke([(x, room.y1), (x, room.y1 - door)], width=0.7)
        paper.shape.draw_curve(
            pymupdf.Point(x, room.y1 - door),
            pymupdf.Point(x + door, room.y1 - door),
            pymupdf.Point(x + door, room.y1),
        )
        paper.shape.finish(color=_GREY, width=0.5, closePath=False)
    else:
        paper.box((x, room.y1 - 2.5, x + door, room.y1 + 2.5), fill=(1, 1, 1), width=0.7)
    if room.x0 <= outline.x0:
        y = room.y0 + room.height * rng.uniform(0.25, 0.5)
        paper.box((room.x0 - 2.5, y, room.x0 + 2.5, y + 30), fill=(1, 1, 1), width=0.7)


def _draw_dimensions(composer: Composer, rooms: list[_Room], outline: _Room) -> None:
    paper = composer.paper
    y = outline.y0 - 12
    paper.stroke([(outline.x0, y), (outline.x1, y)], width=0.4)
    for x in sorted({edge for room in rooms for edge in (room.x0, room.x1)}):
        paper.stroke([(x - 3, y + 3), (x + 3, y - 3)], width=0.7)
    for room in rooms:
        if room.y0 <= outline.y0:
            label = composer.phrases.say("{dec 2 6}")
            paper.put(((room.x0 + room.x1) / 2, y - 3), label, Style(size=7, align="center"))
    x = outline.x0 - 14
    paper.stroke([(x, outline.y0), (x, outline.y1)], width=0.4)
    paper.put(
        (x - 22, (outline.y0 + outline.y1) / 2), composer.phrases.say("{dec 7 13}"), Style(size=7)
    )


def _draw_north(composer: Composer, at: tuple[float, float]) -> None:
    x, y = at
    composer.paper.shape.draw_circle(pymupdf.Point(x, y), 9)
    composer.paper.shape.finish(color=(0, 0, 0), width=0.6)
    composer.paper.stroke([(x, y + 8), (x, y - 14)], width=1)
    composer.paper.put((x + 4, y - 10), "N", Style(size=8))


def _title_block(composer: Composer, at: tuple[float, float], width: float) -> float:
    x, y = at
    paper = composer.paper
    lines = composer.phrases.lines("title_block")
    height = 14.0
    for line in lines:
        paper.box((x, y, x + width, y + height), width=0.5)
        name, _, value = line.partition("|")
        paper.put((x + 3, y + 10), name, Style(size=6.5))
        paper.put((x + width * 0.36, y + 10), value, Style(composer.theme.body.bold, 7.5))
        y += height
    return y
