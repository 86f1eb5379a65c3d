"""Running heads, page numbers and footers, set when all pages are there."""

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.blocks.marks import draw_logo
from smartcat.examples.paper import Style
from smartcat.examples.running import HeadStyle

_GREY = (0.3, 0.3, 0.3)
_TOP = 30.0
_LONGEST_HEAD = 70
_FOOTER_SIZE = 6.6


def mark_edges(composer: Composer) -> None:
    """Set what the issuer prints at the edges of all pages."""
    running, paper = composer.running, composer.paper
    total = paper.page_count
    for page in range(total):
        paper.turn_to(page)
        if page == 0 or running.footer_everywhere:
            _draw_footer(composer)
        _draw_number(composer, running.number_of(page, composer.parts, total))
        if running.head and (page or running.heads_first):
            _draw_head(composer)


def _draw_number(composer: Composer, text: str) -> None:
    if not text:
        return
    theme = composer.theme
    width, height = theme.paper
    edge, _, align = composer.running.number_at.partition("-")
    x = {"left": theme.margin, "center": width / 2, "right": width - theme.margin}[align]
    y = _TOP if edge == "top" else height - 22.0
    composer.paper.put((x, y), text, Style(size=theme.size * 0.85, align=align))


def _draw_head(composer: Composer) -> None:
    theme, running, paper = composer.theme, composer.running, composer.paper
    # The number may stand in the other corner of the same line.
    align = "right" if running.number_at == "top-left" else "left"
    x = theme.paper[0] - theme.margin if align == "right" else theme.margin
    if running.has_letterheads:
        _draw_small_letterhead(composer, (x, _TOP), align)
        return
    text = composer.phrases.say(running.head)
    if len(text) > _LONGEST_HEAD:
        text = composer.phrases.say("{issuer}")
    paper.put((x, _TOP), text, Style(size=theme.size * 0.8, colour=_GREY, align=align))
    if running.head_style is HeadStyle.RULED:
        edges = [(theme.margin, _TOP + 4), (theme.paper[0] - theme.margin, _TOP + 4)]
        paper.stroke(edges, _GREY, 0.5)


def _draw_small_letterhead(composer: Composer, at: tuple[float, float], align: str) -> None:
    theme, paper = composer.theme, composer.paper
    issuer = composer.phrases.say("{issuer}")
    x, y = at
    if theme.logo != "none" and align == "left":
        draw_logo(paper, theme, (x, y - 10), 15, issuer)
        x += 21
    paper.put((x, y + 2), issuer, Style(theme.head.bold, 11.5, theme.accent, align))


def _draw_footer(composer: Composer) -> None:
    theme = composer.theme
    y = theme.paper[1] - 34.0 - (len(composer.footer) - 1) * _FOOTER_SIZE * 1.2
    for line in composer.footer:
        style = Style(size=_FOOTER_SIZE, colour=_GREY, align="center")
        composer.paper.put((theme.paper[0] / 2, y), line, style)
        y += _FOOTER_SIZE * 1.2
