"""Names and values: aligned, in boxes, as a form to fill in; boxes to tick."""

from collections.abc import Callable

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.fonts import text_width, wrap
from smartcat.examples.paper import Style

Pair = tuple[str, str]
_GREY = (0.45, 0.45, 0.45)


def pairs(composer: Composer, name: str, count: str = "all", columns: str = "1") -> None:
    """Set names and values in the style of the theme."""
    drawn = [_pair(line) for line in composer.phrases.lines(name, count)]
    _STYLES[composer.theme.pairs](composer, drawn, int(columns))
    composer.paper.gap(0.6)


def side_pairs(composer: Composer, name: str, left: float, width: float) -> None:
    """Set names and values in a narrow column, such as beside an address."""
    paper = composer.paper
    outer = paper.left, paper.width
    paper.left, paper.width = left, width
    _aligned(composer, [_pair(line) for line in composer.phrases.lines(name)], 1)
    paper.left, paper.width = outer


def slip(composer: Composer, name: str, count: str = "all") -> None:
    """Set names and values in a frame of its own, such as a form for a transfer."""
    paper = composer.paper
    drawn = [_pair(line) for line in composer.phrases.lines(name, count)]
    height = (len(drawn) + 1.2) * paper.line_height()
    paper.need(height)
    top = paper.y
    paper.gap(0.5)
    paper.left += 8
    paper.width -= 16
    _aligned(composer, drawn, 1)
    paper.left -= 8
    paper.width += 16
    paper.gap(0.5)
    paper.box((paper.left, top, paper.left + paper.width, paper.y), width=1.0)
    paper.gap(0.8)


def boxes(composer: Composer, name: str, count: str = "all") -> None:
    """Set choices with boxes, some of them ticked."""
    paper, theme = composer.paper, composer.theme
    for words in composer.phrases.lines(name, count):
        paper.need(paper.line_height())
        side, top = theme.size * 0.8, paper.y + 0.2 * theme.size
        corners = (paper.left + 4, top, paper.left + 4 + side, top + side)
        paper.box(corners)
        if composer.rng.random() < 0.4:
            paper.stroke([corners[:2], corners[2:]], width=0.9)
            paper.stroke([(corners[0], corners[3]), (corners[2], corners[1])], width=0.9)
        paper.paragraph(words, indent=side + 12)
    paper.gap(0.4)


def _pair(line: str) -> Pair:
    name, _, value = line.partition("|")
    return name, value


def _aligned(composer: Composer, drawn: list[Pair], columns: int) -> None:
    for cells in _rows(drawn, columns):
        _row(composer, cells, columns, "")


def _colon(composer: Composer, drawn: list[Pair], columns: int) -> None:
    for cells in _rows([(f"{name}:", value) for name, value in drawn], columns):
        _row(composer, cells, columns, composer.theme.body.bold)


def _boxed(composer: Composer, drawn: list[Pair], columns: int) -> None:
    paper = composer.paper
    for cells in _rows(drawn, columns):
        turned = paper.need(2 * paper.line_height())
        top = paper.y
        _row(composer, cells, columns, "")
        paper.box((paper.left - 3, top, paper.left + paper.width + 3, paper.y + 2), width=0.4)
        paper.y += 2 + turned


def _leaders(composer: Composer, drawn: list[Pair], columns: int) -> None:
    del columns
    paper, theme = composer.paper, composer.theme
    for name, value in drawn:
        width = text_width(value, theme.body.regular, theme.size)
        room = paper.width - text_width(name, theme.body.regular, theme.size) - width
        if room < 20:
            _row(composer, [(name, value)], 1, "")
            continue
        dots = "." * int((room - 8) / text_width(".", theme.body.regular, theme.size))
        paper.paragraph(f"{name} {dots}")
        line = (paper.anchor("right"), paper.y - 0.25 * paper.line_height())
        paper.put(line, value, Style(align="right"))


def _form(composer: Composer, drawn: list[Pair], columns: int) -> None:
    paper, theme = composer.paper, composer.theme
    columns = max(columns, 2)
    height = theme.size * 2.6
    for cells in _rows(drawn, columns):
        paper.need(height)
        width = paper.width / columns
        for index, (name, value) in enumerate(cells):
            x = paper.left + index * width
            paper.box((x, paper.y, x + width, paper.y + height), colour=_GREY, width=0.5)
            paper.put((x + 3, paper.y + theme.size * 0.9), name, Style(size=theme.size * 0.7))
            _fitted(composer, value, (x + 3, paper.y + theme.size * 2.2), width - 6)
        paper.y += height


def _fitted(composer: Composer, value: str, at: tuple[float, float], width: float) -> None:
    theme = composer.theme
    natural = text_width(value, theme.body.regular, theme.size)
    composer.paper.put(at, value, Style(size=theme.size * min(1.0, width / max(natural, 1.0))))


def _rows(drawn: list[Pair], columns: int) -> list[list[Pair]]:
    return [drawn[start : start + columns] for start in range(0, len(drawn), columns)]


def _row(composer: Composer, cells: list[Pair], columns: int, name_font: str) -> None:
    paper, theme = composer.paper, composer.theme
    width = paper.width / columns
    share = 0.45 if paper.width < 300 or columns > 1 else 0.36
    wrapped = [
        (
            wrap(name, name_font or theme.body.regular, theme.size, width * share - 6),
            wrap(value, theme.body.regular, theme.size, width * (1 - share) - 6),
        )
        for name, value in cells
    ]
    height = max(len(lines) for cell in wrapped for lines in cell) * paper.line_height()
    paper.need(height)
    for index, (names, values) in enumerate(wrapped):
        x = paper.left + index * width
        _lines(composer, names, x, name_font)
        _lines(composer, values, x + width * share, "")
    paper.y += height


def _lines(composer: Composer, lines: list[str], x: float, font: str) -> None:
    paper = composer.paper
    for index, line in enumerate(lines):
        y = paper.y + (index + 0.75) * paper.line_height()
        paper.put((x, y), line, Style(font))


_STYLES: dict[str, Callable[[Composer, list[Pair], int], None]] = {
    "aligned": _aligned,
    "boxed": _boxed,
    "colon": _colon,
    "form": _form,
    "leaders": _leaders,
}
