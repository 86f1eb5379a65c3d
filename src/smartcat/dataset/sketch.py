"""A sketch of the texts that a model learned from: enough to tell whether others are among them."""

import hashlib
from collections.abc import Iterable, Sequence

from smartcat.models import Page

_MARKS = 1024
_DIGITS = 16
_LEAST_CHARACTERS = 60
"""Shorter texts are alike by chance: a lone page number, a stamp."""


def sketch_of(pages: Iterable[Page]) -> tuple[str, ...]:
    """The smallest marks of some pages, in order.

    Whatever mark is no greater than the last of them is among them or was not there, so that they
    stand for all (bottom-k sketches: Broder, 1997, On the resemblance and containment of
    documents; Cohen and Kaplan, 2007).
    """
    return tuple(sorted(_marks(pages))[:_MARKS])


def seen_share(sketch: Sequence[str], pages: Iterable[Page]) -> float:
    """Estimate the share of texts that a model has learned from, 0 to 1.

    Args:
        sketch: That of the pages that it learned from.
        pages: Those that it may not have seen.
    """
    is_all = len(sketch) < _MARKS
    told = [mark for mark in _marks(pages) if is_all or mark <= sketch[-1]]
    return len(set(told) & set(sketch)) / len(told) if told else 0.0


def _marks(pages: Iterable[Page]) -> set[str]:
    """Short digests of texts, but for blanks between words: pages of a form differ in numbers."""
    texts = (" ".join(page.text.split()) for page in pages)
    return {_mark(text) for text in texts if len(text) >= _LEAST_CHARACTERS}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
