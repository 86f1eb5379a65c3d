"""What of a page tells whether a document begins or ends with it, in little memory."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.features import Grams, TextCodes, character_grams, grams_of, normalise
from smartcat.models import GRID_COLUMNS, GRID_ROWS, Page, PageTexture
from smartcat.segment.page_numbers import PrintedNumbers, printed_numbers
from smartcat.segment.phrases import (
    dates_in,
    ends_open,
    has_closing,
    has_opening,
    starts_lowercase,
)
from smartcat.segment.words import Hashes, hashed_words

_HEAD_LINES, _FOOT_LINES = 5, 4
_DATE_LINES = 10


class PageClues(NamedTuple):
    """What the boundary model keeps of a page.

    Attributes:
        page_index: Which page.
        positions: Margins for being alone, first, inner and last in its document.
        classes: Probabilities of all labels; absent where none were scored.
        grams: Strings of characters on the page; likewise of its head and its foot.
        words: Hashed words of the page, of its head and of its foot.
        numbers: Numbers that may be page numbers.
        dates: Dates anywhere on the page.
        has_dated_head: Whether one stands near the top.
        opens: Whether it has a salutation, or an address of a memo.
        closes: Whether it has a closing.
        starts_lowercase: Whether its text begins within a sentence.
        ends_open: Whether its text ends within a sentence.
        characters: How many characters it has.
        lines: How many lines.
        ink: Shares of ink, ``GRID_ROWS`` x ``GRID_COLUMNS``; absent without a layout.
        ink_fraction: Share of the page that is inked.
        texture: How it was written and scanned; absent where it was not rendered.
        width_pt: Its width, 0 if unknown.
        height_pt: Its height, 0 if unknown.
    """

    page_index: int
    positions: NDArray[np.float64]
    classes: NDArray[np.float64] | None
    grams: Grams
    head_grams: Grams
    foot_grams: Grams
    words: Hashes
    head_words: Hashes
    foot_words: Hashes
    numbers: PrintedNumbers
    dates: frozenset[str]
    has_dated_head: bool
    opens: bool
    closes: bool
    starts_lowercase: bool
    ends_open: bool
    characters: int
    lines: int
    ink: NDArray[np.float64] | None
    ink_fraction: float
    texture: PageTexture | None
    width_pt: float
    height_pt: float


def lines_of(text: str) -> list[str]:
    """The lines that are not empty, without the space around them."""
    return [stripped for line in text.splitlines() if (stripped := line.strip())]


def clues_of(
    page: Page,
    positions: NDArray[np.float64],
    classes: NDArray[np.float64] | None,
    codes: TextCodes | None = None,
) -> PageClues:
    """Gather the clues of a page.

    Args:
        page: The page, as it was read.
        positions: Margins of its four positions in a document.
        classes: Probabilities of all labels, if the page was scored.
        codes: Its text as it was normalised; absent: that is done here.
    """
    lines = lines_of(page.text)
    head, foot = "\n".join(lines[:_HEAD_LINES]), "\n".join(lines[-_FOOT_LINES:])
    head_grams, foot_grams = character_grams(head, foot)
    lowered = f"\n{page.text.lower()}"
    dates = dates_in(lowered)
    return PageClues(
        page_index=page.page_index,
        positions=positions,
        classes=classes,
        grams=grams_of(codes or normalise(page.text)),
        head_grams=head_grams,
        foot_grams=foot_grams,
        words=hashed_words(lowered),
        head_words=hashed_words(head.lower()),
        foot_words=hashed_words(foot.lower()),
        numbers=printed_numbers(lines),
        dates=dates,
        has_dated_head=bool(dates and dates_in("\n".join(lines[:_DATE_LINES]).lower())),
        opens=has_opening(lowered),
        closes=has_closing(lowered),
        starts_lowercase=starts_lowercase(lines),
        ends_open=ends_open(lines),
        characters=len(page.text.strip()),
        lines=len(lines),
        ink=_ink(page),
        ink_fraction=page.layout.ink_fraction if page.layout else 0.0,
        texture=page.layout.texture if page.layout else None,
        width_pt=page.width_pt,
        height_pt=page.height_pt,
    )


def _ink(page: Page) -> NDArray[np.float64] | None:
    if page.layout is None or len(page.layout.ink_grid) != GRID_ROWS * GRID_COLUMNS:
        return None
    return np.array(page.layout.ink_grid, dtype=np.float64).reshape(GRID_ROWS, GRID_COLUMNS) / 255
