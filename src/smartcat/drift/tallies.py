"""Pages counted by what is said of them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from smartcat.bundle.usual import CONFIDENCE_EDGES, NEW_WORD_EDGES, OCR_EDGES


class Subject(StrEnum):
    """What pages are counted by."""

    CLASSES = "classes"
    """The most probable class, whether or not it was given; pages of an unknown kind apart."""
    CONFIDENCE = "confidence"
    """The probability of that class."""
    UNKNOWN_KINDS = "unknown_kinds"
    """Whether a page that was scored looks like any of the classes."""
    OUTCOMES = "outcomes"
    """Whether a class was given, and why not."""
    NEW_WORDS = "new_words"
    """The share of a page's words and pairs of words that the model has no weight for."""
    OCR_CONFIDENCE = "ocr_confidence"
    """How sure the OCR engine was of the words of a page."""


class Tally(NamedTuple):
    """Pages, counted in ranges.

    Attributes:
        pages: How many pages are in each range, in the order in which the ranges are shown.
        witnesses: How many independent pages all of them are worth.
    """

    pages: Mapping[str, float]
    witnesses: float


Tallies = Mapping[Subject, Tally]
"""What was counted; a subject that nothing is known of is absent."""

KNOWN, UNKNOWN = "known", "unknown"


def range_names(edges: Sequence[float]) -> list[str]:
    """What the ranges between edges are called: ``below 0.5``, ``0.5 to 0.8``, ``0.8 and more``."""
    between = [f"{low:g} to {high:g}" for low, high in pairwise(edges)]
    return [f"below {edges[0]:g}", *between, f"{edges[-1]:g} and more"]


RANGES = {
    Subject.CONFIDENCE: range_names(CONFIDENCE_EDGES),
    Subject.NEW_WORDS: range_names(NEW_WORD_EDGES),
    Subject.OCR_CONFIDENCE: range_names(OCR_EDGES),
}
