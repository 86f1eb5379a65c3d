"""Phrases that tell where documents begin and end: dates, salutations, closings, whole sentences.

All look at a text in lower case with a line end before it, so that each line begins with one:
expressions that begin with a character, or with a set of them, are found much faster than others.

Texts are hostile, and no limit holds where they are searched: no expression may go over the same
stretch anew from each place in it, as a line end with any space after it does in a run of them.
"""

import re
from collections.abc import Sequence

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONATE = "jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez"
_MONTH_FIRST = rf"(?:{_MONTHS})[a-z]{{0,20}}\.?\s+\d{{1,2}},?\s+\d{{4}}"
_DAY_FIRST = (
    r"\d\d?(?:[./-]\d{1,2}[./-]\d{2,4}"
    rf"|\.\s*(?:{_MONATE})[a-z]*\.?\s+\d{{4}})"
)
_DATE, _DATE_WITHOUT_MONTH_FIRST = (
    re.compile(f"{_DAY_FIRST}|{_MONTH_FIRST}"),
    re.compile(_DAY_FIRST),
)
_DAY_AND_YEAR = re.compile(r"\d,?\s+\d{4}")
"""Where this is not, no date has its month first, which is dear to look for."""
_OPENING = re.compile(
    r"\n[^\S\n]*(?:dear|gentlemen|ladies|sehr geehrte|liebe[r ]|to:|from:|subject|re:|an:|von:"
    r"|betreff|betr\.|memorandum|date:|datum:)"
)
_CLOSINGS = (
    "sincerely",
    "yours truly",
    "very truly",
    "truly yours",
    "regards",
    "cordially",
    "respectfully",
    "enclosure",
    "\ncc:",
    "freundlichen gr",
    "hochachtungsvoll",
)
_ENCLOSURES = re.compile(r"\nanlagen?\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS_OF_A_SENTENCE = 3
_FULL_LINE = 40
_SENTENCE_ENDS = ".!?:;"


def dates_in(lowered: str) -> frozenset[str]:
    """All dates."""
    has_month_first = _DAY_AND_YEAR.search(lowered)
    return frozenset((_DATE if has_month_first else _DATE_WITHOUT_MONTH_FIRST).findall(lowered))


def has_opening(lowered: str) -> bool:
    """Whether there is a salutation, or an address of a memo."""
    return bool(_OPENING.search(lowered))


def has_closing(lowered: str) -> bool:
    """Whether there is a closing."""
    return any(phrase in lowered for phrase in _CLOSINGS) or bool(_ENCLOSURES.search(lowered))


def starts_lowercase(lines: Sequence[str]) -> bool:
    """Whether a text begins within a sentence."""
    first = next(filter(_is_sentence, lines), None)
    return first is not None and first[0].islower()


def ends_open(lines: Sequence[str]) -> bool:
    """Whether a text ends within a sentence."""
    last = next(filter(_is_sentence, reversed(lines)), None)
    return last is not None and len(last) > _FULL_LINE and last[-1] not in _SENTENCE_ENDS


def _is_sentence(line: str) -> bool:
    return len(_WORD.findall(line)) >= _WORDS_OF_A_SENTENCE
