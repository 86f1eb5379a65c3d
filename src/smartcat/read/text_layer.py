"""Is a page's text layer real, or must the page be recognised?

Text layers lie in four ways: they are empty, they are garbage (glyph numbers in place of
letters), they hold the three words that some scanner's OCR found, or they are a watermark or a
stamp over a scan. The first two are told by the text, the last two by the picture behind it.
"""

import re
import unicodedata
from enum import StrEnum

MAX_PAGE_CHARACTERS = 100_000
"""More text than this is no page; the densest newspaper page has a third of it."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")

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
    characters = "".join(text.split())
    if not any(character.isalnum() for character in characters):
        return TextLayerVerdict.EMPTY
    if _is_garbage(characters):
        return TextLayerVerdict.GARBAGE
    if picture_coverage >= _SCAN_COVERAGE and _is_sparse(text):
        return TextLayerVerdict.SPARSE
    return TextLayerVerdict.REAL


def word_count(text: str) -> int:
    """Count words of two letters and more."""
    return len(_WORD.findall(text))


def _is_sparse(text: str) -> bool:
    lines = sum(1 for line in text.splitlines() if line.strip())
    return word_count(text) < _SCAN_WORDS or lines < _SCAN_LINES


def _is_garbage(characters: str) -> bool:
    total = len(characters)
    if sum(map(_is_broken, characters)) > total * _MAX_BROKEN_CHARACTERS:
        return True
    solid = [character for character in characters if character not in _RULES]
    real = sum(map(str.isalnum, solid))
    if real < len(solid) * _MIN_REAL_CHARACTERS:
        return True
    return _has_odd_letters(characters)


def _is_broken(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in _BROKEN_CATEGORIES


def _has_odd_letters(characters: str) -> bool:
    latin = _LATIN.findall(characters)
    if len(latin) < _LETTER_SAMPLE:
        return False
    return sum(letter in _COMMON_LETTERS for letter in latin) < len(latin) * _MIN_COMMON_LETTERS
