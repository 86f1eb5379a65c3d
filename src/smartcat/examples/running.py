"""What pages have at their edges: running heads, page numbers, the issuer's particulars."""

from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from smartcat.examples.wordings import Language, Wording

_DASHED = "\N{EN DASH} {n} \N{EN DASH}"
_NUMBERS = {
    (Wording.TRAINING, Language.GERMAN): (
        "Seite {n} von {total}", "Seite {n}", "- {n} -", "{n}/{total}", "Blatt {n}", "{n}",
    ),
    (Wording.TRAINING, Language.ENGLISH): (
        "Page {n} of {total}", "Page {n}", "- {n} -", "{n}/{total}", "Sheet {n}", "{n}",
    ),
    (Wording.HELD_OUT, Language.GERMAN): (
        "Seite {n} von {total}", "Seite {n}/{total}", _DASHED, "S. {n}", "Blatt {n}/{total}", "{n}",
    ),
    (Wording.HELD_OUT, Language.ENGLISH): (
        "Page {n} of {total}", "Page {n}/{total}", _DASHED, "p. {n}", "{n} of {total}", "{n}",
    ),
}  # fmt: skip
_PLACES = {
    Wording.TRAINING: ("top-right", "bottom-center", "bottom-right"),
    Wording.HELD_OUT: ("top-right", "bottom-center", "bottom-left", "top-left"),
}
_HEADS = {
    Wording.TRAINING: ("{issuer} · {title}", "{title}", "{issuer}", "{issuer}, {issuer_city}"),
    Wording.HELD_OUT: ("{title} | {issuer}", "{title} - {person}", "{issuer} | {person}"),
}
_NUMBERED_SHARE = 0.5
_HEAD_SHARE = 0.4


class Numbered(StrEnum):
    """Which pages have a number, where an issuer prints any."""

    EVERY = "every"
    """All, also that of a document with a single page."""
    FOLLOWING = "following"
    """All but the first."""
    SEVERAL = "several"
    """All pages of documents that have more than one."""


class HeadStyle(StrEnum):
    """What a running head looks like."""

    PLAIN = "plain"
    RULED = "ruled"
    LETTERHEAD = "letterhead"
    """The logo and the name of the issuer, as on its letter paper."""


@dataclass(frozen=True)
class Running:
    """What an issuer prints at the edges of pages.

    Attributes:
        number: Template of page numbers; empty for none.
        number_at: The corner or middle in which they stand.
        numbered: Which pages have a number.
        first_number: The number of the first page.
        restarts: Whether the parts of a document that begin on a new page count from one.
        head: Template of running heads; empty for none.
        head_style: What they look like.
        heads_first: Whether the first page has one as well.
        footer_everywhere: Whether the issuer's particulars are at the bottom of every page.
    """

    number: str
    number_at: str
    numbered: Numbered
    first_number: int
    restarts: bool
    head: str
    head_style: HeadStyle
    heads_first: bool
    footer_everywhere: bool

    @property
    def has_letterheads(self) -> bool:
        """Whether the pages after the first begin with a letterhead, too."""
        return bool(self.head) and self.head_style is HeadStyle.LETTERHEAD

    def number_of(self, page_index: int, parts: list[int], total: int) -> str:
        """Return the number to print on a page, or nothing.

        Args:
            page_index: The page.
            parts: The pages on which a part begins; the first is 0.
            total: How many pages there are.
        """
        if page_index == 0 and self.numbered is Numbered.FOLLOWING:
            return ""
        if total == 1 and self.numbered is not Numbered.EVERY:
            return ""
        if not self.restarts:
            last = self.first_number + total - 1
            return self.number.format(n=self.first_number + page_index, total=last)
        start = max(part for part in parts if part <= page_index)
        end = min([part for part in parts if part > page_index], default=total)
        return self.number.format(n=page_index - start + 1, total=end - start)


@dataclass(frozen=True)
class RunningWish:
    """What the edges of a document's pages must have, whatever its issuer likes.

    Attributes:
        has_numbers: Whether pages are numbered, from the first number on without restarting.
        has_heads: Whether every page has a running head.
    """

    has_numbers: bool | None = None
    has_heads: bool = False


def draw_running(rng: Random, wording: Wording, language: Language) -> Running:
    """Draw what an issuer prints at the edges of pages; half of the issuers print no numbers."""
    numbers = _NUMBERS[wording, language]
    number = rng.choices(numbers, range(len(numbers) + 2, 2, -1))[0]
    has_numbers, has_heads = rng.random() < _NUMBERED_SHARE, rng.random() < _HEAD_SHARE
    head = rng.choice(_HEADS[wording])
    style = rng.choices(tuple(HeadStyle), (5, 3, 3))[0]
    return Running(
        number=number if has_numbers else "",
        number_at=rng.choice(_PLACES[wording]),
        numbered=rng.choices(tuple(Numbered), (5, 3, 2))[0],
        first_number=rng.randint(2, 60) if rng.random() < 0.04 else 1,
        restarts=rng.random() < 0.12,
        head=head if has_heads else "",
        head_style=style,
        heads_first=style is not HeadStyle.LETTERHEAD and rng.random() < 0.4,
        footer_everywhere=rng.random() < 0.35,
    )


def grant(
    running: Running, wish: RunningWish, rng: Random, wording: Wording, language: Language
) -> Running:
    """Return what an issuer prints with what is wished for instead."""
    if wish.has_numbers is not None:
        number = running.number or rng.choice(_NUMBERS[wording, language])
        running = replace(
            running, number=number if wish.has_numbers else "", first_number=1, restarts=False
        )
    if wish.has_heads:
        style = rng.choice((HeadStyle.PLAIN, HeadStyle.RULED))
        head = running.head or rng.choice(_HEADS[wording])
        running = replace(running, head=head, head_style=style, heads_first=True)
    return running
