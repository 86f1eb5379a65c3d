"""One born-digital document: its lexicon, its layout, its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from smartcat.examples.blocks import BLOCKS, Composer
from smartcat.examples.blocks.edges import mark_edges
from smartcat.examples.blocks.marks import draw_stamp
from smartcat.examples.paper import Paper
from smartcat.examples.phrases import Phrases
from smartcat.examples.running import Running, RunningWish, draw_running, grant
from smartcat.examples.theme import Theme, adapt, draw_theme
from smartcat.examples.values import Values
from smartcat.examples.wordings import Language, Lexicon, Wording, lexicon

_FOOTER_SPACE = 24.0
_LETTERHEAD_SPACE = 12.0
_PICTURES = {"identity", "plan"}
_STAMPED_SHARE = 0.25
_OF_THE_ISSUER = ("issuer_city", "issuer", "sender_line", "footer")


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
        paper: Width and height of the paper; the issuer's if absent.
        party: The label whose issuers it comes from, such as a bank's letter; its own if empty.
        wish: What the edges of its pages must have.
        min_pages: How long its clauses go on, if it has any.
        attempt: Draws layout and contents anew, for the same issuer.
    """

    label: str
    language: Language
    wording: Wording
    seed: str
    issuer_seed: str
    known: Mapping[str, str] = field(default_factory=dict)
    is_stamped: bool = False
    issued: date | None = None
    paper: tuple[float, float] | None = None
    party: str = ""
    wish: RunningWish = field(default_factory=RunningWish)
    min_pages: int = 1
    attempt: int = 0


def compose(brief: Brief) -> Any:
    """Return the document as an open PDF.

    Args:
        brief: What document is wanted.

    Returns:
        A ``pymupdf.Document`` with a text layer; the caller closes it.
    """
    words = lexicon(brief.wording, brief.language, brief.label)
    layout = Random(f"layout {brief.issuer_seed} {brief.attempt}").choice(words.layouts).split(";")
    blocks = [block.split() for block in layout if not block.startswith("@")]
    composer = _composer(brief, words, layout)
    for name, *arguments in blocks:
        BLOCKS[name](composer, *arguments)
    # Nobody numbers copies of cards, and drawings have frames of their own.
    if not _PICTURES & {name for name, *_ in blocks}:
        mark_edges(composer)
    if brief.is_stamped and composer.rng.random() < _STAMPED_SHARE:
        composer.paper.turn_to(0)
        draw_stamp(composer.paper, composer.rng, composer.phrases.pick("stamp").split("|"))
    return composer.paper.finish()


def _composer(brief: Brief, words: Lexicon, layout: list[str]) -> Composer:
    rng = Random(f"contents {brief.seed} {brief.attempt}")
    known = {**_issuer(brief), **brief.known}
    running = _running(brief)
    paper = Paper(
        _theme(brief, layout),
        footer_space=_FOOTER_SPACE if "footer" in layout else 0.0,
        has_footers=running.footer_everywhere,
        head_space=_LETTERHEAD_SPACE if running.has_letterheads else 0.0,
    )
    return Composer(
        paper=paper,
        phrases=Phrases(words, rng, Values(rng, brief.language, brief.issued), known),
        habits=Random(f"habits {brief.issuer_seed}"),
        rng=rng,
        language=brief.language,
        wording=brief.wording,
        running=running,
        min_pages=brief.min_pages,
    )


def _theme(brief: Brief, layout: list[str]) -> Theme:
    theme = draw_theme(Random(f"theme {brief.issuer_seed}"), brief.wording, brief.language)
    if brief.paper is not None:
        theme = replace(theme, paper=brief.paper)
    for block in layout:
        if block.startswith("@"):
            theme = adapt(theme, block.removeprefix("@"))
    return theme


def _running(brief: Brief) -> Running:
    rng = Random(f"running {brief.issuer_seed}")
    running = draw_running(rng, brief.wording, brief.language)
    return grant(running, brief.wish, rng, brief.wording, brief.language)


def _issuer(brief: Brief) -> dict[str, str]:
    """Draw what stays the same over an issuer's documents: its names, address and particulars."""
    words = lexicon(brief.wording, brief.language, brief.party or brief.label)
    rng = Random(f"issuer {brief.issuer_seed}")
    phrases = Phrases(words, rng, Values(rng, brief.language), {})
    return {name: phrases.say("{" + name + "}") for name in _OF_THE_ISSUER}
