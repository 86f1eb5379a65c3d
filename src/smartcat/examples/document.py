"""One born-digital document: its lexicon, its layout, its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from smartcat.examples.blocks import BLOCKS, Composer
from smartcat.examples.blocks.marks import draw_stamp
from smartcat.examples.paper import Paper, Style
from smartcat.examples.phrases import Phrases
from smartcat.examples.theme import Theme, adapt, draw_theme
from smartcat.examples.values import Values
from smartcat.examples.wordings import Language, Lexicon, Wording, lexicon

_GREY = (0.3, 0.3, 0.3)
_FOOTER_SPACE = 24.0
_STAMPED_SHARE = 0.25


@dataclass(frozen=True)
class Brief:
    """What document is wanted.

    Attributes:
        label: Its class label.
        language: Its language.
        wording: The pool that it is made from.
        seed: Draws the contents.
        issuer_seed: Draws issuer and layout; documents that share it look alike.
        known: Names that are given, such as those of the applicant, by slot.
        is_stamped: Whether it may bear stamps, as paper does.
        issued: The day of issue; drawn if absent.
    """

    label: str
    language: Language
    wording: Wording
    seed: str
    issuer_seed: str
    known: Mapping[str, str] = field(default_factory=dict)
    is_stamped: bool = False
    issued: date | None = None


def compose(brief: Brief) -> Any:
    """Return the document as an open PDF.

    Args:
        brief: What document is wanted.

    Returns:
        A ``pymupdf.Document`` with a text layer; the caller closes it.
    """
    habits = Random(f"habits {brief.issuer_seed}")
    rng = Random(f"contents {brief.seed}")
    words = lexicon(brief.wording, brief.language, brief.label)
    layout = habits.choice(words.layouts).split(";")
    theme = draw_theme(habits, brief.wording, brief.language)
    for hint in _hints(layout):
        theme = adapt(theme, hint)
    known = {**_issuer(words, habits, brief.language), **brief.known}
    phrases = Phrases(words, rng, Values(rng, brief.language, brief.issued), known)
    space = _FOOTER_SPACE if "footer" in layout else 0.0
    composer = Composer(Paper(theme, space), phrases, habits, rng, brief.language, brief.wording)
    for block in layout:
        name, *arguments = block.split()
        if not name.startswith("@"):
            BLOCKS[name](composer, *arguments)
    _mark_pages(composer)
    if brief.is_stamped and rng.random() < _STAMPED_SHARE:
        composer.paper.turn_to(0)
        draw_stamp(composer.paper, rng, phrases.pick("stamp").split("|"))
    return composer.paper.finish()


def _hints(layout: list[str]) -> list[str]:
    return [block.strip()[1:] for block in layout if block.strip().startswith("@")]


def _issuer(words: Lexicon, habits: Random, language: Language) -> dict[str, str]:
    """Draw the names that stay the same over an issuer's documents."""
    phrases = Phrases(words, habits, Values(habits, language), {})
    return {name: phrases.say("{" + name + "}") for name in ("issuer_city", "issuer")}


def _mark_pages(composer: Composer) -> None:
    theme, paper = composer.theme, composer.paper
    total = paper.page_count
    for page in range(total):
        paper.turn_to(page)
        if page == 0:
            _draw_footer(composer)
        if page or (theme.numbers_first and total > 1):
            _number_page(composer, theme.page_number.format(n=page + 1, total=total))
        if page and theme.running_head:
            _draw_running_head(composer)


def _number_page(composer: Composer, text: str) -> None:
    theme = composer.theme
    width, height = theme.paper
    places = {
        "top-right": (width - theme.margin, 30.0, "right"),
        "bottom-center": (width / 2, height - 24.0, "center"),
        "bottom-right": (width - theme.margin, height - 26.0, "right"),
    }
    x, y, align = places[theme.page_number_at]
    composer.paper.put((x, y), text, Style(size=theme.size * 0.85, align=align))


def _draw_running_head(composer: Composer) -> None:
    theme: Theme = composer.theme
    text = composer.phrases.say("{issuer} · {title}")
    if len(text) > 70:
        text = composer.phrases.say("{issuer}")
    composer.paper.put((theme.margin, 30.0), text, Style(size=theme.size * 0.8, colour=_GREY))


def _draw_footer(composer: Composer) -> None:
    theme = composer.theme
    size = 6.6
    y = theme.paper[1] - 20.0 - (len(composer.footer) - 1) * size * 1.2
    for line in composer.footer:
        style = Style(size=size, colour=_GREY, align="center")
        composer.paper.put((theme.paper[0] / 2, y - 14), line, style)
        y += size * 1.2
