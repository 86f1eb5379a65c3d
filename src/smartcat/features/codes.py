"""Text as arrays of code points: what the feature hashes are computed on.

OCR noise is folded away here: case is kept apart, every digit reads ``0``, and a run of
white space becomes one space, one line end, or one blank line.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.characters import CharacterTable, CodePoints, code_points

Positions = NDArray[np.int64]


class Kind:
    """What a character is to the features: plain numbers, which numpy compares ten times faster."""

    OTHER = 0
    SPACE = 1
    LINE_END = 2
    DIGIT = 3
    UPPER = 4
    LETTER = 5


class TextCodes(NamedTuple):
    """A normalised text; all arrays have one item a character that was kept.

    Attributes:
        folded: Lower-case code points, digits as ``0``; begins and ends with a line end.
        kinds: The ``Kind`` of each character, as it was before folding.
        origin: Index of each character in the text that was normalised.
    """

    folded: CodePoints
    kinds: NDArray[np.uint8]
    origin: Positions


def normalise(text: str) -> TextCodes:
    """Fold a page's text into code points; indexes in ``origin`` are those of ``text``."""
    stripped = text.strip()
    codes = code_points(f"\n{stripped}\n")
    folded, kinds = _FOLDS.of(codes), _KINDS.of(codes)
    kept = _collapse_white_space(folded, kinds)
    leading = len(text) - len(text.lstrip())
    origin = kept.clip(1, max(len(stripped), 1)) + (leading - 1)
    return TextCodes(folded[kept], kinds[kept], origin)


def runs(mask: NDArray[np.bool_]) -> tuple[Positions, Positions]:
    """The maximal runs of true values.

    Returns:
        The first positions of the runs, and the positions after their ends.
    """
    padded = np.zeros(mask.size + 2, dtype=np.bool_)
    padded[1:-1] = mask
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[0::2], edges[1::2]


def _collapse_white_space(folded: CodePoints, kinds: NDArray[np.uint8]) -> Positions:
    """Write one space, line end or blank line over each run, in place; say what to keep."""
    is_line_end = kinds == Kind.LINE_END
    white = (kinds == Kind.SPACE) | is_line_end
    starts, _ = runs(white)
    # line ends up to the next run are those of the run itself
    breaks = np.add.reduceat(is_line_end, starts, dtype=np.int64)
    keep = ~white
    keep[starts] = True
    blank_lines = starts[breaks > 1]
    keep[blank_lines + 1] = True
    folded[starts] = np.where(breaks > 0, ord("\n"), ord(" "))
    kinds[starts] = np.where(breaks > 0, Kind.LINE_END, Kind.SPACE)
    folded[blank_lines + 1] = ord("\n")
    kinds[blank_lines + 1] = Kind.LINE_END
    return np.flatnonzero(keep)


def _kind(character: str) -> int:
    if character.isalpha():
        return Kind.UPPER if character.isupper() else Kind.LETTER
    if character.isdigit():
        return Kind.DIGIT
    if character in "\n\v\f\x85\u2028\u2029":
        return Kind.LINE_END
    # a carriage return counts as a space: "\r\n" is one line end
    return Kind.SPACE if character.isspace() else Kind.OTHER


def _fold(character: str) -> int:
    if character.isdigit():
        return ord("0")
    lower = character.lower()
    return ord(lower) if len(lower) == 1 else ord(character)


_FOLDS = CharacterTable(_fold, np.uint32)
_KINDS = CharacterTable(_kind, np.uint8)
