"""The parts of business letters: letterhead, address, closing, signatures, footer."""

from smartcat.examples.blocks.composer import Composer
from smartcat.examples.blocks.forms import side_pairs
from smartcat.examples.blocks.marks import draw_logo, draw_signature
from smartcat.examples.paper import Style

_GREY = (0.35, 0.35, 0.35)


def letterhead(composer: Composer, name: str = "issuer") -> None:
    """Set the issuer's name, with logo, slogan and rule as the issuer likes."""
    paper, theme, habits = composer.paper, composer.theme, composer.habits
    size = habits.uniform(12, 22)
    top = paper.y
    issuer = composer.phrases.say("{" + name + "}")
    room = 1.4 * size + 8 if theme.logo != "none" else 0.0
    if theme.logo != "none":
        side = 1.5 * size
        x = paper.anchor(theme.align) - {"left": 0, "center": side / 2, "right": side}[theme.align]
        draw_logo(paper, theme, (x, top), side, issuer)
    paper.y = top + (room if theme.align != "left" else 0.25 * size)
    colour = theme.accent if habits.random() < 0.7 else (0.0, 0.0, 0.0)
    indent = room if theme.align == "left" else 0.0
    paper.paragraph(issuer, Style(theme.head.bold, size, colour, theme.align), indent)
    if "slogan" in composer.phrases and habits.random() < 0.5:
        style = Style(theme.head.italic, theme.size * 0.9, _GREY, theme.align)
        paper.paragraph(composer.phrases.say("{slogan}"), style, indent)
    if habits.random() < 0.5:
        paper.rule(paper.y + 4, colour=theme.accent, width=habits.choice((0.6, 1.5, 3.0)))
    paper.gap(1.4)


def address(composer: Composer, side: str = "") -> None:
    """Set the recipient's address; beside it, if named, the letter's references."""
    paper, theme, phrases = composer.paper, composer.theme, composer.phrases
    paper.gap(composer.habits.uniform(0.5, 2.5))
    top = paper.y
    if side:
        left = paper.left + 0.56 * paper.width
        side_pairs(composer, side, left, 0.44 * paper.width)
    below, paper.y = paper.y, top
    if composer.habits.random() < 0.6:
        small = Style(size=theme.size * 0.65, colour=_GREY)
        paper.paragraph(phrases.say("{sender_line}"), small)
        paper.gap(0.3)
    for line in phrases.say(phrases.pick("recipient")).split("|"):
        paper.paragraph(line)
    paper.y = max(paper.y, below)
    paper.gap(composer.habits.uniform(1, 2.5))


def closing(composer: Composer) -> None:
    """Set greeting, signature and name at the end of a letter."""
    paper = composer.paper
    paper.need(7 * paper.line_height())
    paper.gap(0.6)
    paper.paragraph(composer.phrases.pick("closing"))
    if composer.rng.random() < 0.6:
        draw_signature(paper, composer.rng, (paper.left + 4, paper.y + 22))
        paper.gap(3)
    else:
        paper.gap(1)
    for line in composer.phrases.pick("signer").split("|"):
        paper.paragraph(line)
    paper.gap(0.8)


def signatures(composer: Composer, name: str = "signatories") -> None:
    """Set lines to sign on, next to each other, most of them signed."""
    paper, theme = composer.paper, composer.theme
    labels = composer.phrases.say("{" + name + "}").split("|")
    paper.need(7 * paper.line_height())
    paper.gap(1.2)
    paper.paragraph(composer.phrases.say("{place_date}"))
    paper.gap(3.2)
    width = paper.width / len(labels)
    for index, label in enumerate(labels):
        x = paper.left + index * width
        paper.stroke([(x, paper.y), (x + width * 0.82, paper.y)], width=0.5)
        if composer.rng.random() < 0.75:
            draw_signature(paper, composer.rng, (x + 8, paper.y - 4))
        small = Style(size=theme.size * 0.8)
        paper.put((x, paper.y + theme.size * 1.1), label, small)
    paper.gap(2)


def footer(composer: Composer, name: str = "footer") -> None:
    """Set the issuer's particulars at the bottom of the first page."""
    composer.footer = composer.phrases.say("{" + name + "}").split("|")
