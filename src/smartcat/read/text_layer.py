"""Is a page's text layer real, or must the page be recognised?

Text layers lie in four ways: they are empty, they are garbage (glyph numbers in place of
letters), they hold the three words that some scanner's OCR found, or they are a watermark or a
stamp over a scan. The first two are told by the text, the last two by the picture behind it.
"""

import unicodedata
from enum import IntFlag, StrEnum

import numpy as np
from numpy.typing import NDArray

from smartcat.characters import CharacterTable, code_points

MAX_PAGE_CHARACTERS = 100_000
"""More text than this is no page; the densest newspaper page has a third of it."""

_MIN_REAL_CHARACTERS = 0.5
"""Share of letters and digits among what is not space: prose 0.95, tables with rules 0.7."""
_MAX_BROKEN_CHARACTERS = 0.05
"""Share of replacement, private-use and control characters that broken encodings leave."""
_BROKEN_CATEGORIES = frozenset({"Cc", "Cn", "Co", "Cs"})
_RULES = frozenset("._-*=|\u2013\u2014\u2026\u00b7\u2022")
"""Leaders and rules of dots, dashes and bars are no sign of a broken encoding."""
_COMMON_LETTERS = frozenset("etaoinsrETAOINSR")
_MIN_COMMON_LETTERS = 0.42
"""Of the Latin letters of European languages 0.58 to 0.68 are these eight; of shifted codes 0.2."""
_LETTER_SAMPLE = 60
"""Fewer letters than this say nothing about their frequencies."""
_SCAN_COVERAGE = 0.5
"""A picture over more of the page than this may be a scan."""
_SCAN_WORDS, _SCAN_LINES = 20, 5
"""What OCR under a scan has at least; a watermark, a stamp or a Bates line has less."""


class _Mark(IntFlag):
    """What a character is; space has no mark."""

    SOLID = 1
    REAL = 2
    BROKEN = 4
    RULE = 8
    LATIN = 16
    COMMON = 32
    LETTER = 64


class TextLayerVerdict(StrEnum):
    """What a text layer is worth."""

    REAL = "real"
    EMPTY = "empty"
    GARBAGE = "garbage"
    SPARSE = "sparse"
    """A few words over a picture that covers the page: a watermark or a stamp."""


def judge_text_layer(text: str, picture_coverage: float) -> TextLayerVerdict:
    """Say what a text layer is worth.

    Args:
        text: All text of the layer.
        picture_coverage: Share of the page that pictures cover, 0 to 1.
    """
    marks = _marks(text)
    if not _count(marks, _Mark.REAL):
        return TextLayerVerdict.EMPTY
    if _is_garbage(marks):
        return TextLayerVerdict.GARBAGE
    if picture_coverage >= _SCAN_COVERAGE and _is_sparse(text):
        return TextLayerVerdict.SPARSE
    return TextLayerVerdict.REAL


def word_count(text: str) -> int:
    """Count words of two letters and more."""
    letters = (_marks(text) & int(_Mark.LETTER)) > 0
    pairs = letters[1:] & letters[:-1]
    return int(np.count_nonzero(pairs[:1]) + np.count_nonzero(pairs[1:] > pairs[:-1]))


def _is_sparse(text: str) -> bool:
    lines = sum(1 for line in text.splitlines() if line.strip())
    return word_count(text) < _SCAN_WORDS or lines < _SCAN_LINES


def _is_garbage(marks: NDArray[np.uint8]) -> bool:
    total = _count(marks, _Mark.SOLID)
    if _count(marks, _Mark.BROKEN) > total * _MAX_BROKEN_CHARACTERS:
        return True
    without_rules = total - _count(marks, _Mark.RULE)
    if _count(marks, _Mark.REAL) < without_rules * _MIN_REAL_CHARACTERS:
        return True
    latin = _count(marks, _Mark.LATIN)
    if latin < _LETTER_SAMPLE:
        return False
    return _count(marks, _Mark.COMMON) < latin * _MIN_COMMON_LETTERS


def _marks(text: str) -> NDArray[np.uint8]:
    return _MARKS.of(code_points(text))


def _count(marks: NDArray[np.uint8], mark: _Mark) -> int:
    return int(np.count_nonzero(marks & int(mark)))


def _marks_of(character: str) -> int:
    if character.isspace():
        return 0
    is_real = character.isalnum()
    is_broken = character == "\ufffd" or unicodedata.category(character) in _BROKEN_CATEGORIES
    is_latin = (character.isascii() and character.isalpha()) or "À" <= character <= "ÿ"
    return (
        _Mark.SOLID
        | _Mark.REAL * is_real
        | _Mark.BROKEN * is_broken
        | _Mark.RULE * (character in _RULES)
        | _Mark.LATIN * is_latin
        | _Mark.COMMON * (character in _COMMON_LETTERS)
        | _Mark.LETTER * (is_real and not character.isdecimal())
    )


_MARKS = CharacterTable(_marks_of, np.uint8)
