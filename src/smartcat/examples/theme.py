"""How a document looks: paper, fonts, colours, styles of tables and forms."""

from dataclasses import dataclass, replace
from random import Random

from smartcat.examples.fonts import MONO, SANS, SERIF, Family
from smartcat.examples.wordings import Language, Wording

Colour = tuple[float, float, float]

A4 = (595.0, 842.0)
LETTER = (612.0, 792.0)
BLACK: Colour = (0.0, 0.0, 0.0)

_ACCENTS: dict[Wording, tuple[Colour, ...]] = {
    Wording.TRAINING: ((0.0, 0.25, 0.5), (0.65, 0.05, 0.1), (0.0, 0.4, 0.25), BLACK, BLACK),
    Wording.HELD_OUT: ((0.35, 0.1, 0.45), (0.8, 0.35, 0.0), (0.0, 0.4, 0.5), BLACK, BLACK),
}
_LOGOS = {
    Wording.TRAINING: ("none", "disc", "square", "bars", "house"),
    Wording.HELD_OUT: ("none", "ring", "triangle", "stripes", "monogram"),
}
_TABLES = {
    Wording.TRAINING: ("ruled", "zebra", "boxed", "bare"),
    Wording.HELD_OUT: ("filled", "dotted", "columns", "bare"),
}
_PAIRS = {
    Wording.TRAINING: ("aligned", "boxed", "colon"),
    Wording.HELD_OUT: ("form", "leaders", "colon"),
}
_CLAUSES = {
    (Wording.TRAINING, Language.GERMAN): ("§ {n} {title}", "{n}. {title}", "§ {n}|{title}"),
    (Wording.TRAINING, Language.ENGLISH): ("{n}. {title}", "{n} {TITLE}", "Clause {n} - {title}"),
    (Wording.HELD_OUT, Language.GERMAN): ("{n} {title}", "Ziffer {n}: {title}", "{roman}. {title}"),
    (Wording.HELD_OUT, Language.ENGLISH): ("Article {n}|{title}", "{roman}. {title}", "{TITLE}"),
}


@dataclass(frozen=True)
class Theme:
    """The look of one document; lengths are in points.

    Attributes:
        paper: Width and height.
        margin: At the left; the other margins follow from it.
        body: Font family of the text.
        head: Font family of titles and of the letterhead.
        size: Font size of the text.
        leading: Distance of lines, as a multiple of the size.
        accent: Colour of titles, logos and rules.
        align: Where letterhead and titles stand: ``left``, ``center`` or ``right``.
        logo: Shape beside the issuer's name.
        table: Style of tables.
        pairs: Style of lists of names and values.
        clause: Template of the headings of clauses.
        repeats_head: Whether a table that goes on over a page has its head there again.
        carries_over: Whether it has the sum so far there.
    """

    paper: tuple[float, float]
    margin: float
    body: Family
    head: Family
    size: float
    leading: float
    accent: Colour
    align: str
    logo: str
    table: str
    pairs: str
    clause: str
    repeats_head: bool
    carries_over: bool


def draw_theme(rng: Random, wording: Wording, language: Language) -> Theme:
    """Draw the look of an issuer's documents."""
    body = rng.choices((SANS, SERIF, MONO), (6, 3, 0.6))[0]
    return Theme(
        paper=rng.choices((A4, LETTER), (9, 1))[0],
        margin=rng.uniform(42, 78),
        body=body,
        head=body if rng.random() < 0.7 else rng.choice((SANS, SERIF)),
        size=rng.uniform(8.6, 10.8) if body is not MONO else rng.uniform(8, 9),
        leading=rng.uniform(1.2, 1.45),
        accent=rng.choice(_ACCENTS[wording]),
        align=rng.choices(("left", "center", "right"), (5, 2, 3))[0],
        logo=rng.choice(_LOGOS[wording]),
        table=rng.choice(_TABLES[wording]),
        pairs=rng.choice(_PAIRS[wording]),
        clause=rng.choice(_CLAUSES[wording, language]),
        repeats_head=rng.random() < 0.7,
        carries_over=rng.random() < 0.3,
    )


def adapt(theme: Theme, hint: str) -> Theme:
    """Return the theme as a layout's hint wants it: roomy, airy, dense or landscape."""
    width, height = theme.paper
    if hint == "roomy":
        return replace(theme, size=max(10.2, theme.size), leading=theme.leading + 0.25)
    if hint == "airy":
        # Deeds are typed with wide margins and almost double spacing.
        size, margin = max(11.2, theme.size), max(76.0, theme.margin)
        return replace(theme, size=size, leading=theme.leading + 0.6, margin=margin)
    if hint == "dense":
        return replace(theme, size=max(7.4, theme.size - 1.2), leading=1.2)
    if hint == "landscape":
        return replace(theme, paper=(height, width))
    raise ValueError(hint)
