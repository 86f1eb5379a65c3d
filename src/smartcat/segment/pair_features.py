"""How a page and the one before it differ: the features of the boundary model, one row a pair.

Pages that were not rendered have no texture, and some none of the other measures; what is not
known is 0, and a feature of its own says so.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from smartcat.models import BAND_PARTS, BANDS, PageTexture
from smartcat.segment.clues import PageClues
from smartcat.segment.page_numbers import runs_on, serial_likeness
from smartcat.segment.rarity import Rarity

PAIR_SCHEMA = 1
"""Raise it with every change of what ``pair_features`` returns for the same pages."""

Features = dict[str, float]

_FEW_CHARACTERS = 30
_RARE = 3.5
_HEAD_ROWS = 3
_USUAL = {
    "left": 0.05,
    "top": 0.05,
    "right": 0.07,
    "bottom": 0.08,
    "line_pitch": 0.015,
    "line_regularity": 0.2,
    "stroke_width": 0.0008,
    "stroke_height": 0.0006,
    "edges": 0.1,
}
"""How far textures of unlike pages lie apart: standard deviations over Tobacco-800."""
_USUAL_NUMBERS = 30
_PAGE_SIZE = ("same_size", "width_change", "height_change", "aspect_change")


def pair_features(pages: Sequence[PageClues], rarity: Rarity, *, page_size: bool) -> list[Features]:
    """Features of each page but the first, with the page before it and those around.

    Args:
        pages: A stream without its blank pages.
        rarity: How rare words and strings are.
        page_size: Whether the size of pages counts; pages of one scanner are all alike in it.
    """
    rows = []
    for index in range(1, len(pages)):
        row = dict(_pair(pages[index - 1], pages[index], rarity))
        row.update(_around(pages, index, rarity))
        if not page_size:
            row.update(dict.fromkeys(_PAGE_SIZE, 0.0))
        rows.append(row)
    return rows


def matrix(rows: Sequence[Features], names: Sequence[str]) -> NDArray[np.float64]:
    """Rows as an array, in the order of ``names``."""
    return np.array([[row[name] for name in names] for row in rows]).reshape(len(rows), len(names))


def _pair(before: PageClues, page: PageClues, rarity: Rarity) -> Iterator[tuple[str, float]]:
    yield from _positions(before, page)
    yield from _likeness(before, page, rarity)
    yield from _numbers(before, page)
    yield from _phrases(before, page)
    yield from _ink(before, page)
    yield from _textures(before.texture, page.texture)
    yield from _bands(before.texture, page.texture)
    yield from _sizes(before, page)
    yield from _classes(before, page)


def _positions(before: PageClues, page: PageClues) -> Iterator[tuple[str, float]]:
    """Margins for being a first page, and the last; and all four of both pages."""
    yield "begins", _begins(page)
    yield "ends_before", _ends(before)
    yield "begins_before", _begins(before)
    yield "ends", _ends(page)
    for name, margins in (("before", before.positions), ("page", page.positions)):
        for position, margin in zip(("alone", "first", "inner", "last"), margins, strict=True):
            yield f"{position}_{name}", float(margin)


def _begins(page: PageClues) -> float:
    alone, first, inner, last = map(float, page.positions)
    return max(alone, first) - max(inner, last)


def _ends(page: PageClues) -> float:
    alone, first, inner, last = map(float, page.positions)
    return max(alone, last) - max(first, inner)


def _likeness(before: PageClues, page: PageClues, rarity: Rarity) -> Iterator[tuple[str, float]]:
    yield "likeness", rarity.cosine(before.grams, page.grams)
    yield "head_likeness", rarity.cosine(before.head_grams, page.head_grams)
    yield "foot_likeness", rarity.cosine(before.foot_grams, page.foot_grams)
    yield "head_in_before", rarity.cosine(page.head_grams, before.grams)
    yield "word_likeness", rarity.word_cosine(before.words, page.words)
    shared = before.words & page.words
    yield "words_kept", len(shared) / max(len(page.words), 1)
    yield "rare_words_kept", math.log1p(sum(rarity.words[word] > _RARE for word in shared))
    yield "head_words_kept", _overlap(before.head_words, page.head_words)
    yield "foot_words_kept", _overlap(before.foot_words, page.foot_words)
    yield "head_words_known", len(page.head_words & before.words) / max(len(page.head_words), 1)
    yield "rare_head_words_known", math.log1p(rarity.of_words(page.head_words & before.words))


def _overlap(one: frozenset[int], two: frozenset[int]) -> float:
    return len(one & two) / max(min(len(one), len(two)), 1)


def _numbers(before: PageClues, page: PageClues) -> Iterator[tuple[str, float]]:
    old, new = before.numbers, page.numbers
    yield "number_is_one", float(new.stated == 1)
    yield "number_above_one", float((new.stated or 0) > 1)
    yield "number_runs_on", float(runs_on(old, new))
    yield "number_breaks", float(None not in {old.stated, new.stated} and not runs_on(old, new))
    yield "was_last_of_total", float(old.total is not None and old.total == old.stated)
    yield "was_within_total", float(old.total is not None and (old.stated or 0) < old.total)
    yield "total_kept", float(old.total is not None and old.total == new.total)
    yield "bare_number_runs_on", float(any(number + 1 in new.bare for number in old.bare))
    yield "bare_number_is_one", float(1 in new.bare)
    yield "bare_number_is_two", float(2 in new.bare)
    yield "bare_number_above_one", float(any(1 < n < _USUAL_NUMBERS for n in new.bare))
    likeness = serial_likeness(old, new)
    yield "serial_likeness", likeness
    yield "serial_runs_on", float(likeness == 1.0)
    yield "serials", float(bool(old.serials) and bool(new.serials))


def _phrases(before: PageClues, page: PageClues) -> Iterator[tuple[str, float]]:
    yield "opens", float(page.opens)
    yield "opened_before", float(before.opens)
    yield "closes", float(page.closes)
    yield "closed_before", float(before.closes)
    yield "date_kept", float(bool(before.dates & page.dates))
    yield "dated_head", float(page.has_dated_head)
    yield "new_date", float(page.has_dated_head and not before.dates & page.dates)
    yield "starts_lowercase", float(page.starts_lowercase)
    yield "ended_open", float(before.ends_open)
    yield "characters", math.log1p(page.characters)
    yield "characters_before", math.log1p(before.characters)
    yield "lines", math.log1p(page.lines)
    yield "lines_before", math.log1p(before.lines)
    yield "no_text", float(page.characters < _FEW_CHARACTERS)
    yield "no_text_before", float(before.characters < _FEW_CHARACTERS)


def _ink(before: PageClues, page: PageClues) -> Iterator[tuple[str, float]]:
    none = np.zeros((1, 1))
    known = before.ink is not None and page.ink is not None
    old = before.ink if known and before.ink is not None else none
    new = page.ink if known and page.ink is not None else none
    yield "ink_known", float(known)
    yield "ink_likeness", _cosine(old, new)
    yield "head_ink_likeness", _cosine(old[:_HEAD_ROWS], new[:_HEAD_ROWS])
    yield "foot_ink_likeness", _cosine(old[-_HEAD_ROWS:], new[-_HEAD_ROWS:])
    yield "ink_change", float(np.abs(old - new).mean())
    yield "edge_ink_change", float(np.abs(old[:, [0, -1]] - new[:, [0, -1]]).mean())
    yield "ink_fraction", page.ink_fraction
    yield "ink_fraction_before", before.ink_fraction
    yield "ink_fraction_change", abs(before.ink_fraction - page.ink_fraction)
    for row in range(4):
        yield f"ink_row_{row}", float(new[min(row, len(new) - 1)].mean())
        yield f"ink_row_{row}_from_foot_before", float(old[max(-1 - row, -len(old))].mean())


def _cosine(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(two))
    return float((one * two).sum()) / lengths if lengths else 0.0


def _textures(before: PageTexture | None, page: PageTexture | None) -> Iterator[tuple[str, float]]:
    known = before is not None and page is not None
    yield "texture_known", float(known)
    for name in PageTexture.model_fields:
        if name not in {"edges", "bands"}:
            old, new = getattr(before, name, 0.0), getattr(page, name, 0.0)
            yield f"{name}_change", _change(old, new, _USUAL[name]) if known else 0.0
            yield name, new if known else 0.0
    old_edges = before.edges if before else (0.0,) * 4
    new_edges = page.edges if page else (0.0,) * 4
    for side, old, new in zip(("left", "right", "top", "foot"), old_edges, new_edges, strict=True):
        yield f"{side}_edge_change", _change(old, new, _USUAL["edges"]) if known else 0.0
        yield f"{side}_edge", new if known else 0.0


def _bands(before: PageTexture | None, page: PageTexture | None) -> Iterator[tuple[str, float]]:
    """Headers, footers, stamps and edges of the scan stay where they are from page to page."""
    none = (np.zeros(BAND_PARTS),) * len(BANDS)
    known = before is not None and page is not None
    olds = _ink_of(before) if before is not None and known else none
    news = _ink_of(page) if page is not None and known else none
    for name, old, new in zip(BANDS, olds, news, strict=True):
        yield f"{name}_band_likeness", _cosine(old, new)
        yield (
            f"{name}_band_likeness_moved",
            max(_cosine(old, np.roll(new, parts)) for parts in (-1, 0, 1)),
        )
        yield f"{name}_band_ink", float(new.mean())
        yield f"{name}_band_ink_before", float(old.mean())


def _ink_of(texture: PageTexture) -> Sequence[NDArray[np.float64]]:
    return [np.array(band, dtype=np.float64) / 255 for band in texture.bands]


def _change(old: float, new: float, usual: float) -> float:
    return math.log1p(3 * abs(old - new) / usual)


def _sizes(before: PageClues, page: PageClues) -> Iterator[tuple[str, float]]:
    sides = (before.width_pt, before.height_pt, page.width_pt, page.height_pt)
    known = min(sides) > 0
    old_width, old_height, width, height = sides if known else (1.0,) * 4
    same = (round(old_width), round(old_height)) == (round(width), round(height))
    yield "same_size", float(same and known)
    yield "width_change", abs(math.log(width / old_width))
    yield "height_change", abs(math.log(height / old_height))
    yield "aspect_change", abs(math.log(width / height) - math.log(old_width / old_height))


def _classes(before: PageClues, page: PageClues) -> Iterator[tuple[str, float]]:
    known = before.classes is not None and page.classes is not None
    same = 0.0
    if before.classes is not None and page.classes is not None:
        same = float(before.classes @ page.classes)
    yield "classes_known", float(known)
    yield "class_kept", same


def _around(pages: Sequence[PageClues], index: int, rarity: Rarity) -> Iterator[tuple[str, float]]:
    """What the page before last and the next page say: of a letter between, of a series."""
    page = pages[index]
    earlier = pages[index - 2] if index > 1 else None
    later = pages[index + 1] if index + 1 < len(pages) else None
    yield "likeness_to_earlier", rarity.cosine(earlier.grams, page.grams) if earlier else 0.0
    yield (
        "serial_likeness_to_earlier",
        (serial_likeness(earlier.numbers, page.numbers) if earlier else 0.0),
    )
    yield "ends_earlier", _ends(earlier) if earlier else 0.0
    yield "later_to_before", rarity.cosine(pages[index - 1].grams, later.grams) if later else 0.0
    yield "later_likeness", rarity.cosine(page.grams, later.grams) if later else 0.0
    yield "begins_later", _begins(later) if later else 1.0
    yield "later_is_two", float(later is not None and 2 in later.numbers.bare)
    yield "later_above_two", float(later is not None and (later.numbers.stated or 0) > 2)
