"""Numbers printed on pages: "Page 3 of 7", "- 2 -", "Seite 2/5", and serial numbers stamped on."""

import re
from collections.abc import Sequence
from typing import NamedTuple

HEAD_LINES, FOOT_LINES = 6, 5

_MAY_BE_DIGIT = re.compile(r"[^\x00-/:-\x7f]")
"""Most lines have no digit, and then no number; there are more digits than ``\\d`` finds. Said by
what is none: an expression with so wide a range of characters takes 3 ms to compile."""
_STATED = re.compile(
    r"\b(?:page|pg|seite|blatt|sheet|s\.)\s*[.:#]?\s*(\d{1,3})(?:\s*(?:of|von|/)\s*(\d{1,3}))?\b",
    re.IGNORECASE,
)
_OF = re.compile(r"(\d{1,3})\s*(?:of|von|/)\s*(\d{1,3})", re.IGNORECASE)
_ALONE = re.compile(r"[-–—_.·\s(\[]*(\d{1,3})[-–—_.·\s)\]]*")
_PAGE_WORDS = ("page", "pg", "seite", "blatt", "sheet", "s.")
_DASHED = re.compile(r"[-–—](?<!\d.)(?<!\d\s.)\s*(\d{1,3})\s*[-–—](?!\s*\d)")
"""Not in telephone numbers and dates. What is before the dash is looked at after it, as expressions
that begin with a set of characters are found faster."""
_GOES_ON = re.compile(r"\s+\w")
"""After a number within a sentence: "see page 12 for details"."""

_LIKE_DIGITS = str.maketrans("OoQDIl|!iSsBZzGgqA", "000011111558226994")
"""What OCR makes of digits."""
_SERIAL_LENGTHS = range(6, 15)
_SERIAL_DIGITS = 4
_SERIAL_STEP = 2
_MOST_SERIALS = 200
"""All are compared with all of the next page; a page of nothing but numbers has fewer."""


class PrintedNumbers(NamedTuple):
    """The numbers on one page that may be its page number.

    Attributes:
        stated: The number that is said to be that of the page.
        total: Of how many pages, if that is said.
        bare: Numbers that stand alone near the top or the bottom, ``stated`` among them.
        serials: Long numbers near the top or the bottom, letters read as the digits they look like.
    """

    stated: int | None
    total: int | None
    bare: frozenset[int]
    serials: tuple[str, ...]


def printed_numbers(lines: Sequence[str]) -> PrintedNumbers:
    """Find the numbers of a page.

    Args:
        lines: Its lines that are not empty, stripped.
    """
    ends = [*lines[:HEAD_LINES], *lines[max(HEAD_LINES, len(lines) - FOOT_LINES) :]]
    ends = [line for line in ends if _MAY_BE_DIGIT.search(line)]
    found = next((match for line in ends if (match := _stated(line))), None)
    stated = int(found[1]) if found else None
    total = int(found[2]) if found and found[2] else None
    alone = {int(match[1]) for line in ends if (match := _ALONE.fullmatch(line))}
    dashed = {int(match[1]) for line in ends if (match := _DASHED.search(line))}
    known = set() if stated is None else {stated}
    return PrintedNumbers(stated, total, frozenset(alone | dashed | known), _serials(ends))


def runs_on(before: PrintedNumbers, after: PrintedNumbers) -> bool:
    """Tell whether a stated number follows the other."""
    if after.stated is None:
        return False
    return after.stated == (2 if before.stated is None else before.stated + 1)


def serial_likeness(before: PrintedNumbers, after: PrintedNumbers) -> float:
    """How much serial numbers look like one series: 1 where one follows the other, else below."""
    pairs = ((one, two) for one in before.serials for two in after.serials if one != two)
    return max((_likeness(one, two) for one, two in pairs), default=0.0)


def _stated(line: str) -> re.Match[str] | None:
    folded = line.casefold()
    is_named = any(word in folded for word in _PAGE_WORDS)
    found = (_STATED.search(line) if is_named else None) or _OF.fullmatch(line)
    if found is None or (found[2] and int(found[1]) > int(found[2])):
        return None
    in_sentence = found.start() > 0 and not found[2] and _GOES_ON.match(line, found.end())
    return None if in_sentence else found


def _serials(lines: Sequence[str]) -> tuple[str, ...]:
    words = [word for line in lines for word in (*line.split(), "".join(line.split()))]
    serials = [
        word.translate(_LIKE_DIGITS)
        for word in dict.fromkeys(words)
        if len(word) in _SERIAL_LENGTHS
        and not word.isalpha()
        and sum(map(str.isdigit, word)) >= _SERIAL_DIGITS
    ]
    return tuple(dict.fromkeys(serials))[:_MOST_SERIALS]


def _likeness(one: str, two: str) -> float:
    if len(one) != len(two):
        return 0.0
    if one.isdecimal() and two.isdecimal() and abs(int(one) - int(two)) <= _SERIAL_STEP:
        return 1.0
    same = [a == b for a, b in zip(one, two, strict=True)]
    return max(_true_at_start(same), _true_at_start(same[::-1])) / len(one)


def _true_at_start(values: Sequence[bool]) -> int:
    return values.index(False) if False in values else len(values)
