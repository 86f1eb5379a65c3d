"""What of a page tells whether a document begins or ends with it, in little memory."""

import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartcat.features import Buckets, character_grams
from smartcat.models import GRID_COLUMNS, GRID_ROWS, Page, PageTexture
from smartcat.segment.page_numbers import PrintedNumbers, printed_numbers

_HEAD_LINES, _FOOT_LINES = 5, 4
_WORD = re.compile(r"[^\W\d_]{3,}")
WORD_BITS = 16
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}\.\s*(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]*\.?\s+\d{4}"
)
_OPENING = re.compile(
    r"^\s*(dear|gentlemen|ladies|sehr geehrte|liebe[r ]|to:|from:|subject|re:|an:|von:|betreff"
    r"|betr\.|memorandum|date:|datum:)",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"sincerely|yours truly|very truly|truly yours|regards|cordially|respectfully|enclosure"
    r"|^cc:|freundlichen gr|hochachtungsvoll|^anlagen?\b",
    re.MULTILINE,
)
_DATE_LINES = 10
_WORDS_OF_A_SENTENCE = 3
_FULL_LINE = 40
_SENTENCE_ENDS = ".!?:;"


@dataclass(frozen=True)
class PageClues:
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
    grams: Buckets
    head_grams: Buckets
    foot_grams: Buckets
    words: frozenset[int]
    head_words: frozenset[int]
    foot_words: frozenset[int]
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


def clues_of(
    page: Page, positions: NDArray[np.float64], classes: NDArray[np.float64] | None
) -> PageClues:
    """Gather the clues of a page.

    Args:
        page: The page, as it was read.
        positions: Margins of its four positions in a document.
        classes: Probabilities of all labels, if the page was scored.
    """
    lines = [line.strip() for line in page.text.splitlines() if line.strip()]
    head, foot = "\n".join(lines[:_HEAD_LINES]), "\n".join(lines[-_FOOT_LINES:])
    lowered = page.text.lower()
    sentences = [line for line in lines if len(_WORD.findall(line)) >= _WORDS_OF_A_SENTENCE]
    return PageClues(
        page_index=page.page_index,
        positions=positions,
        classes=classes,
        grams=character_grams(page.text),
        head_grams=character_grams(head),
        foot_grams=character_grams(foot),
        words=_words(page.text),
        head_words=_words(head),
        foot_words=_words(foot),
        numbers=printed_numbers(lines),
        dates=frozenset(_DATE.findall(lowered)),
        has_dated_head=bool(_DATE.search("\n".join(lines[:_DATE_LINES]).lower())),
        opens=bool(_OPENING.search(lowered)),
        closes=bool(_CLOSING.search(lowered)),
        starts_lowercase=bool(sentences) and sentences[0][0].islower(),
        ends_open=bool(sentences) and _is_open(sentences[-1]),
        characters=len(page.text.strip()),
        lines=len(lines),
        ink=_ink(page),
        ink_fraction=page.layout.ink_fraction if page.layout else 0.0,
        texture=page.layout.texture if page.layout else None,
        width_pt=page.width_pt,
        height_pt=page.height_pt,
    )


def _words(text: str) -> frozenset[int]:
    words = {word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.lower())}
    return frozenset(zlib.crc32(word) & ((1 << WORD_BITS) - 1) for word in words)


def _is_open(line: str) -> bool:
    return len(line) > _FULL_LINE and line[-1] not in _SENTENCE_ENDS


def _ink(page: Page) -> NDArray[np.float64] | None:
    if page.layout is None or len(page.layout.ink_grid) != GRID_ROWS * GRID_COLUMNS:
        return None
    return np.array(page.layout.ink_grid, dtype=np.float64).reshape(GRID_ROWS, GRID_COLUMNS) / 255
