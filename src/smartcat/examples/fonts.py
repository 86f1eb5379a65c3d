"""Fonts that every PDF reader has, and how wide text is in them."""

from dataclasses import dataclass
from functools import cache

import pymupdf


@dataclass(frozen=True)
class Family:
    """The names of a family's faces in PyMuPDF."""

    regular: str
    bold: str
    italic: str


SANS = Family("helv", "hebo", "heit")
SERIF = Family("tiro", "tibo", "tiit")
MONO = Family("cour", "cobo", "coit")


def encode(text: str) -> str:
    """Return text as the codes of the base-14 fonts' encoding, so that € and dashes show."""
    return text.encode("cp1252", "replace").decode("latin-1")


@cache
def _widths(font: str) -> tuple[float, ...]:
    widths = [float(pymupdf.get_text_length(chr(code), font, 1)) for code in range(256)]
    # PyMuPDF takes these codes for controls; the signs are as wide as digits.
    for sign in encode("€\N{EN DASH}"):
        widths[ord(sign)] = widths[ord("0")]
    return tuple(widths)


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    widths = _widths(font)
    return size * sum(widths[ord(sign)] for sign in encode(text))


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break text into lines no wider than ``width`` points, unless a single word is."""
    space = text_width(" ", font, size)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in text.split():
        length = text_width(word, font, size)
        if lines[-1] and used + space + length > width:
            lines.append([])
            used = 0.0
        used += length + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]
