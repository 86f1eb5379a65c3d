"""How a page and the one before it differ: the features of the boundary model, one row a pair.

Pages that were not rendered have no texture, and some none of the other measures; what is not
known is 0, and a feature of its own says so.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from smartcat.models import BAND_PARTS, BANDS, GRID_COLUMNS, GRID_ROWS, PageTexture
from smartcat.segment.clues import PageClues
from smartcat.segment.page_numbers import runs_on, serial_likeness
from smartcat.segment.page_sides import HEAD_ROWS, Ink, Likeness, PageSide, with_neighbours
from smartcat.segment.rarity import Rarity

PAIR_SCHEMA = 1
"""Raise it with every change of what ``pair_features`` returns for the same pages."""

Features = dict[str, float]

_FEW_CHARACTERS = 30
_USUAL = {
    "left": 0.05,
    "top": 0.05,
    "right": 0.07,
    "bottom": 0.08,
    "line_pitch": 0.015,
    "line_regularity": 0.2,
    "stroke_width": 0.0008,
    "stroke_height": 0.0006,
}
"""How far textures of unlike pages lie apart: standard deviations over Tobacco-800."""
_USUAL_EDGE = 0.1
"""Likewise of ink along an edge."""
_USUAL_NUMBERS = 30
_NO_INK = Ink.of(np.zeros((GRID_ROWS, GRID_COLUMNS)))
_PAGE_SIZE = ("same_size", "width_change", "height_change", "aspect_change")


def pair_features(
    pages: Sequence[PageClues], rarity: Rarity, *, page_size: bool
) -> Iterator[Features]:
    """Features of each page but the first, with the page before it and those around.

    Args:
        pages: A stream without its blank pages.
        rarity: How rare words and strings are.
        page_size: Whether the size of pages counts; pages of one scanner are all alike in it.
    """
    sides = map(PageSide, pages, repeat(rarity))
    likeness = Likeness()
    for index, (before, page, later) in enumerate(with_neighbours(sides), start=1):
        likeness = likeness.moved_on(before, page, later)
        row = dict(_pair(before, page, rarity))
        row.update(_around(pages, index, likeness))
        if not page_size:
            row.update(dict.fromkeys(_PAGE_SIZE, 0.0))
        yield row


def matrix(rows: Iterable[Features], names: Sequence[str]) -> NDArray[np.float64]:
    """Rows as an array, in the order of ``names``; of long streams, rows take more than it."""
    values = [np.array([row[name] for name in names]) for row in rows]
    return np.array(values).reshape(len(values), len(names))


def _pair(old: PageSide, new: PageSide, rarity: Rarity) -> Iterator[tuple[str, float]]:
    before, page = old.clues, new.clues
    yield from _positions(before, page)
    yield from _wording(old, new, rarity)
    yield from _numbers(before, page)
    yield from _phrases(before, page)
    yield from _ink(old, new)
    if before.texture is None or page.texture is None:
        yield from _no_textures()
    else:
        yield "texture_known", 1.0
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


def _wording(old: PageSide, new: PageSide, rarity: Rarity) -> Iterator[tuple[str, float]]:
    yield "head_likeness", old.head_grams.cosine(new.head_grams)
    yield "foot_likeness", old.foot_grams.cosine(new.foot_grams)
    yield "head_in_before", new.head_grams.cosine(old.grams)
    yield "word_likeness", old.weighed_words.cosine(new.weighed_words)
    yield "words_kept", len(old.words & new.words) / max(len(new.words), 1)
    yield "rare_words_kept", math.log1p(len(old.words & new.rare_words))
    yield "head_words_kept", _overlap(old.head_words, new.head_words)
    yield "foot_words_kept", _overlap(old.foot_words, new.foot_words)
    known = new.head_words & old.words
    yield "head_words_known", len(known) / max(len(new.head_words), 1)
    yield "rare_head_words_known", math.log1p(rarity.of_words(known))


def _overlap(one: set[int], two: set[int]) -> float:
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


def _ink(before: PageSide, page: PageSide) -> Iterator[tuple[str, float]]:
    known = before.ink is not None and page.ink is not None
    old, new = (before.ink, page.ink) if before.ink and page.ink else (_NO_INK, _NO_INK)
    both, change = old.grid * new.grid, np.abs(old.grid - new.grid)
    yield "ink_known", float(known)
    yield "ink_likeness", _ratio(both.sum(), old.length * new.length)
    heads, feet = both[:HEAD_ROWS].sum(), both[-HEAD_ROWS:].sum()
    yield "head_ink_likeness", _ratio(heads, old.head_length * new.head_length)
    yield "foot_ink_likeness", _ratio(feet, old.foot_length * new.foot_length)
    yield "ink_change", float(change.mean())
    yield "edge_ink_change", float(change[:, [0, -1]].mean())
    yield "ink_fraction", page.clues.ink_fraction
    yield "ink_fraction_before", before.clues.ink_fraction
    yield "ink_fraction_change", abs(before.clues.ink_fraction - page.clues.ink_fraction)
    for row in range(4):
        yield f"ink_row_{row}", new.rows[row]
        yield f"ink_row_{row}_from_foot_before", old.rows[-1 - row]


def _ratio(part: float, whole: float) -> float:
    return float(part) / whole if whole else 0.0


def _cosine(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(two))
    return float((one * two).sum()) / lengths if lengths else 0.0


@cache
def _no_textures() -> tuple[tuple[str, float], ...]:
    """What is said of pages whose textures are not known: nothing."""
    bands = ((0,) * BAND_PARTS,) * len(BANDS)
    none = PageTexture(**dict.fromkeys(_USUAL, 0.0), edges=(0.0,) * 4, bands=bands)
    names = [name for name, _ in (*_textures(none, none), *_bands(none, none))]
    return tuple((name, 0.0) for name in ("texture_known", *names))


def _textures(before: PageTexture, page: PageTexture) -> Iterator[tuple[str, float]]:
    for name, usual in _USUAL.items():
        old, new = getattr(before, name), getattr(page, name)
        yield f"{name}_change", _change(old, new, usual)
        yield name, new
    sides = ("left", "right", "top", "foot")
    for side, old, new in zip(sides, before.edges, page.edges, strict=True):
        yield f"{side}_edge_change", _change(old, new, _USUAL_EDGE)
        yield f"{side}_edge", new


def _bands(before: PageTexture, page: PageTexture) -> Iterator[tuple[str, float]]:
    """Headers, footers, stamps and edges of the scan stay where they are from page to page."""
    for name, old, new in zip(BANDS, _ink_of(before), _ink_of(page), strict=True):
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


def _around(
    pages: Sequence[PageClues], index: int, likeness: Likeness
) -> Iterator[tuple[str, float]]:
    """What the page before last and the next page say: of a letter between, of a series."""
    page = pages[index]
    earlier = pages[index - 2] if index > 1 else None
    later = pages[index + 1] if index + 1 < len(pages) else None
    yield "likeness", likeness.of_pair
    yield "likeness_to_earlier", likeness.to_earlier
    yield (
        "serial_likeness_to_earlier",
        (serial_likeness(earlier.numbers, page.numbers) if earlier else 0.0),
    )
    yield "ends_earlier", _ends(earlier) if earlier else 0.0
    yield "later_to_before", likeness.later_to_before
    yield "later_likeness", likeness.later
    yield "begins_later", _begins(later) if later else 1.0
    yield "later_is_two", float(later is not None and 2 in later.numbers.bare)
    yield "later_above_two", float(later is not None and (later.numbers.stated or 0) > 2)
