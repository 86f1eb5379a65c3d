"""Tables, whose rows go on over pages with their head repeated."""

import re

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.fonts import text_width, wrap
from smartcat.examples.paper import Style

_NUMBER = re.compile(
    r"^[-+(]?(?:EUR |[€£])?\d[\d.,]*\)?[-+SH]?(?: ?(?:%|€|EUR|kWh|m²|h))?(?: [SH+-])?$"
)
_PALE = (0.92, 0.92, 0.92)
_WHITE = (1.0, 1.0, 1.0)
_MIN_COLUMN = 38.0
_MIN_ROWS_KEPT = 3

Row = list[str]


def table(composer: Composer, name: str, count: str = "all") -> None:
    """Set a table; the first phrase, ``#A|B|C``, is its head, rows like ``=Sum|..`` stand out."""
    head_line, *lines = (
        composer.phrases.lines(name) if count == "all" else _sampled(composer, name, count)
    )
    head = head_line.removeprefix("#").split("|")
    rows = [line.removeprefix("=").split("|") for line in lines]
    _Table(composer, head, rows, [line.startswith("=") for line in lines]).draw()
    composer.paper.gap(0.8)


def _sampled(composer: Composer, name: str, count: str) -> list[str]:
    head = composer.phrases.lines(f"{name}_head", "1-1")
    return head + composer.phrases.lines(name, count)


class _Table:
    def __init__(self, composer: Composer, head: Row, rows: list[Row], is_sum: list[bool]) -> None:
        self._composer = composer
        self._paper = composer.paper
        self._theme = composer.theme
        self._head = head
        self._rows = [(row + [""] * len(head))[: len(head)] for row in rows]
        self._is_sum = is_sum
        self._pad = 4.0
        self._size = self._theme.size * 0.95
        self._widths = self._column_widths()
        self._is_right = [self._is_numeric(index) for index in range(len(head))]

    def draw(self) -> None:
        self._paper.need(_MIN_ROWS_KEPT * self._paper.line_height())
        self._draw_head()
        for index, row in enumerate(self._rows):
            if self._paper.need(self._height(row)):
                self._go_on()
            self._draw_row(row, index)
        if self._theme.table in {"ruled", "filled"}:
            self._paper.rule(self._paper.y + 1, width=0.8)

    def _go_on(self) -> None:
        if self._theme.repeats_head:
            self._draw_head()
        if self._theme.carries_over and self._is_right[-1]:
            phrases = self._composer.phrases
            carried = phrases.pick("carried"), phrases.say("{amount 100 9000}")
            style = Style(self._theme.body.italic, self._size)
            self._draw_cells([carried[0], *[""] * (len(self._head) - 2), carried[1]], style, None)

    def _draw_head(self) -> None:
        style = Style(self._theme.body.bold, self._size)
        fill = None
        if self._theme.table == "filled":
            fill, style.colour = self._theme.accent, _WHITE
        elif self._theme.table in {"boxed", "zebra"}:
            fill = _PALE
        self._draw_cells(self._head, style, fill)
        if self._theme.table in {"ruled", "bare", "columns", "dotted"}:
            self._paper.rule(self._paper.y, colour=self._theme.accent, width=0.9)

    def _draw_row(self, row: Row, index: int) -> None:
        style = Style("", self._size)
        if self._is_sum[index]:
            style.font = self._theme.body.bold
            self._paper.rule(self._paper.y, width=0.7)
        self._draw_cells(row, style, _PALE if self._theme.table == "zebra" and index % 2 else None)
        if self._theme.table == "dotted":
            edge = [(self._paper.left, self._paper.y)]
            edge.append((self._paper.left + self._paper.width, self._paper.y))
            self._paper.stroke(edge, width=0.4, dashes="[1 2] 0")

    def _draw_cells(self, row: Row, style: Style, fill: tuple[float, float, float] | None) -> None:
        paper, height = self._paper, self._height(row)
        if fill:
            corners = (paper.left, paper.y, paper.left + paper.width, paper.y + height)
            paper.box(corners, fill=fill, colour=None)
        x = paper.left
        for index, cell in enumerate(row):
            self._draw_cell(cell, index, x, style)
            if self._theme.table == "boxed":
                paper.box((x, paper.y, x + self._widths[index], paper.y + height), width=0.4)
            elif self._theme.table == "columns" and index:
                paper.stroke([(x, paper.y), (x, paper.y + height)], width=0.4)
            x += self._widths[index]
        paper.y += height

    def _draw_cell(self, cell: str, index: int, x: float, style: Style) -> None:
        style = Style(style.font, style.size, style.colour)
        x += self._pad
        if self._is_right[index]:
            style.align = "right"
            x += self._widths[index] - 2 * self._pad
        for number, line in enumerate(self._wrapped(cell, index)):
            y = self._paper.y + 2 + (number + 0.75) * self._paper.line_height(self._size)
            self._paper.put((x, y), line, style)

    def _height(self, row: Row) -> float:
        lines = max(len(self._wrapped(cell, index)) for index, cell in enumerate(row))
        return lines * self._paper.line_height(self._size) + 3

    def _wrapped(self, cell: str, index: int) -> list[str]:
        room = self._widths[index] - 2 * self._pad
        return wrap(cell, self._theme.body.bold, self._size, room + 1)

    def _is_numeric(self, index: int) -> bool:
        cells = [row[index] for row in self._rows if row[index]]
        return bool(cells) and sum(map(bool, map(_NUMBER.match, cells))) > 0.6 * len(cells)

    def _column_widths(self) -> list[float]:
        """Natural widths, stretched or, the widest first, squeezed to the page's."""
        natural = [self._natural_width(index) for index in range(len(self._head))]
        total, room = sum(natural), self._paper.width
        if total <= room:
            return [width + (room - total) / len(natural) for width in natural]
        limit = max(natural)
        while sum(min(width, limit) for width in natural) > room and limit > _MIN_COLUMN:
            limit *= 0.95
        squeezed = [min(width, limit) for width in natural]
        return [width * room / sum(squeezed) for width in squeezed]

    def _natural_width(self, index: int) -> float:
        cells = [self._head[index], *(row[index] for row in self._rows)]
        font = self._theme.body.bold
        return max(text_width(cell, font, self._size) for cell in cells) + 2 * self._pad
