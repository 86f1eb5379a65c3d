"""Titles, paragraphs, numbered clauses and lists."""

from collections.abc import Iterator

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.paper import Style

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")


def title(composer: Composer, name: str = "title") -> None:
    """Set the title of the document."""
    paper, theme = composer.paper, composer.theme
    size = theme.size * composer.habits.uniform(1.35, 2.0)
    align = theme.align if theme.align != "right" else "left"
    words = composer.phrases.say("{" + name + "}")
    if composer.habits.random() < 0.2:
        words = words.upper()
    paper.gap(0.8)
    paper.paragraph(words, Style(theme.head.bold, size, theme.accent, align))
    paper.gap(0.6)


def heading(composer: Composer, name: str) -> None:
    """Set a heading inside the document."""
    paper, theme = composer.paper, composer.theme
    paper.gap(0.6)
    paper.need(3.5 * paper.line_height())
    style = Style(theme.body.bold, theme.size * 1.1, theme.accent)
    paper.paragraph(composer.phrases.pick(name), style)
    paper.gap(0.2)


def text(composer: Composer, name: str, count: str = "all") -> None:
    """Set paragraphs."""
    for words in composer.phrases.lines(name, count):
        composer.paper.paragraph(words)
        composer.paper.gap(0.55)


def bullets(composer: Composer, name: str, count: str = "all") -> None:
    """Set a list."""
    paper = composer.paper
    sign = composer.habits.choice("•\N{EN DASH}-")
    for words in composer.phrases.lines(name, count):
        paper.need(paper.line_height())
        paper.put((paper.left + 6, paper.y + 0.75 * paper.line_height()), sign)
        paper.paragraph(words, indent=18)
    paper.gap(0.5)


def clauses(composer: Composer, *pools: str) -> None:
    """Set numbered clauses; a line is the title and the paragraphs, separated by bars.

    Args:
        composer: The document; clauses go on until it has its pages.
        pools: Names of phrases and how many of them, in turns.
    """
    is_numbered = composer.habits.random() < 0.6
    for number, line in enumerate(_clauses(composer, pools), start=1):
        name, *paragraphs = line.split("|")
        _clause_heading(composer, number, name)
        for index, words in enumerate(paragraphs, start=1):
            lead = f"({index}) " if is_numbered and len(paragraphs) > 1 else ""
            composer.paper.paragraph(lead + words)
            composer.paper.gap(0.3)


def _clauses(composer: Composer, pools: tuple[str, ...]) -> Iterator[str]:
    for names, limits in zip(pools[::2], pools[1::2], strict=True):
        yield from composer.phrases.lines(names, limits)
    while composer.paper.page_count < composer.min_pages:
        yield composer.phrases.pick("special")


def _clause_heading(composer: Composer, number: int, name: str) -> None:
    paper, theme = composer.paper, composer.theme
    paper.gap(0.7)
    paper.need(3 * paper.line_height())
    heading_text = theme.clause.format(
        n=number, roman=_roman(number), title=name, TITLE=name.upper()
    )
    style = Style(theme.body.bold, theme.size * 1.04)
    if theme.align == "center":
        style.align = "center"
    for line in heading_text.split("|"):
        paper.paragraph(line, style)
    paper.gap(0.2)


def _roman(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    return "C" * hundreds + _ROMAN_TENS[rest // 10] + _ROMAN[rest % 10]


def columns(composer: Composer, count: str) -> None:
    """Go on in that many columns."""
    composer.paper.set_columns(int(count))


def next_column(composer: Composer) -> None:
    """Go on at the top of the next column."""
    composer.paper.next_column()


def gap(composer: Composer, lines: str = "1") -> None:
    """Leave lines empty."""
    composer.paper.gap(float(lines))


def rule(composer: Composer) -> None:
    """Draw a line across the page."""
    paper = composer.paper
    paper.gap(0.4)
    paper.rule(paper.y, colour=composer.theme.accent, width=composer.habits.choice((0.5, 1.2)))
    paper.gap(0.4)


def new_page(composer: Composer) -> None:
    """Go on at the top of a new page."""
    composer.paper.new_page()
    composer.parts.append(composer.paper.page_count - 1)
