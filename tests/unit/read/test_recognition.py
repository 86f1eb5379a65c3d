from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import OcrIdentity
from smartcat.read.bands import SHARES, BandReader, cut_into_bands
from smartcat.read.ocr import OcrEngines, OcrResult, RecognisedWord
from smartcat.read.ocr.language_packs import LanguagePacks
from smartcat.read.raster import Pixels, Raster
from smartcat.read.recognition import Recognition, recognise

MARK = 7
"""A pixel of this value shows which way up a page is: it is at the left, and high."""
LINE_ROWS, LINES = 20, 40
FIRST_NUMBER = 20
DPI = 150


def page(lines: int = LINES) -> Pixels:
    """A page of lines with white between them; each has the mark, and a grey value of its own."""
    pixels = np.full((1200, 600), 255, dtype=np.uint8)
    for line in range(lines):
        top = 30 + line * 28
        pixels[top : top + LINE_ROWS, 60 + line % 3 : 240 : 3] = MARK
        pixels[top : top + LINE_ROWS, 61] = FIRST_NUMBER + line
    return pixels


class LineEngine:
    """Reads a word for each line that it sees; badly, if the page is not upright."""

    def __init__(
        self,
        *,
        words_a_line: int = 3,
        known: Callable[[int], bool] = lambda _: True,
        is_upended: bool = False,
        is_warm: bool = True,
    ) -> None:
        self.identity = OcrIdentity(engine="fake", version="1", languages={})
        self.is_warm = is_warm
        self.rows_read = 0
        self._words_a_line = words_a_line
        self._known = known
        self._is_upended = is_upended

    def recognise(self, raster: Raster) -> OcrResult:
        self.rows_read += raster.pixels.shape[0]
        is_upright = _is_upright(raster.pixels)
        lines = _lines(raster.pixels) if is_upright else ["word"] * 8
        words = tuple(
            RecognisedWord(
                text=line,
                confidence=0.95 if is_upright else 0.3,
                is_upended=self._is_upended,
                is_known=self._known(index),
            )
            for index, line in enumerate(np.repeat(lines, self._words_a_line).tolist())
        )
        return OcrResult("".join(f"{line}\n" for line in lines), words)


def engines(
    all_languages: LineEngine,
    first: LineEngine | None = None,
    languages: tuple[str, ...] = ("eng",),
) -> OcrEngines:
    """Engines that are these."""
    given = {languages[:1]: first, languages: all_languages}
    return OcrEngines(
        LanguagePacks(Path(), languages),
        lambda packs: given[packs.languages] or all_languages,
        chooses_language=first is not None,
    )


def _is_upright(pixels: Pixels) -> bool:
    columns = np.flatnonzero((pixels == MARK).any(axis=0))
    widths = pixels.shape[1]
    return bool(columns.size) and columns.max() < widths / 2


def _lines(pixels: Pixels) -> list[str]:
    """The lines of an upright page, by their grey values."""
    seen = pixels[:, 61]
    return [f"line{value}" for value in np.unique(seen[seen < 255])]


def test_bands_make_up_the_page() -> None:
    bands = cut_into_bands(Raster(page(), DPI))
    assert np.array_equal(np.vstack([band.raster.pixels for band in bands]), page())
    ends = np.cumsum([band.share for band in bands])
    assert ends == pytest.approx([*SHARES, 1.0], abs=0.03)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=40))
def test_no_line_is_cut(lines: list[tuple[int, int]]) -> None:
    rows = [value for ink, white in lines for value in [0] * ink + [255] * white]
    pixels = np.repeat(np.array(rows, dtype=np.uint8)[:, None], 50, axis=1)
    bands = cut_into_bands(Raster(pixels, DPI))
    assert np.array_equal(np.vstack([band.raster.pixels for band in bands]), pixels)
    assert sum(band.share for band in bands) == pytest.approx(1.0)
    for band in bands[:-1]:
        assert band.raster.pixels[-1].min() == 255


def test_crooked_lines_are_not_cut() -> None:
    """Where a line rises by its height over the width, few pixels of it are on its last row."""
    pixels = np.full((1200, 600), 255, dtype=np.uint8)
    for column in range(60, 540, 3):
        for line in range(LINES):
            top = 30 + line * 28 - column // 25
            pixels[top : top + LINE_ROWS, column + line % 3] = 0
    bands = cut_into_bands(Raster(pixels, DPI))
    assert all((band.raster.pixels[-1] == 255).all() for band in bands)


def test_rules_down_the_page_do_not_keep_it_whole() -> None:
    pixels = page()
    pixels[:, [20, 21, 400, 401]] = 0
    assert len(cut_into_bands(Raster(pixels, DPI))) == len(SHARES) + 1


@pytest.mark.parametrize("value", [0, 255])
def test_a_page_without_gaps_stays_whole(value: int) -> None:
    pixels = np.full((900, 600), value, dtype=np.uint8)
    assert [band.share for band in cut_into_bands(Raster(pixels, DPI))] == [1.0]


def test_what_was_read_is_not_read_again() -> None:
    engine = LineEngine()
    reader = BandReader(engine, Raster(page(), DPI))
    parts = [reader.first(count) for count in (1, 2, 1, 4, 4)]
    assert engine.rows_read == page().shape[0]
    assert parts[0] == parts[2]
    assert parts[4].text.count("\n") == LINES


def test_the_foot_is_read_after_the_head_and_said_after_it() -> None:
    reader = BandReader(LineEngine(), Raster(page(), DPI))
    assert reader.fewest == 2
    head, with_foot, whole = (reader.first(count).text.splitlines() for count in (1, 2, 4))
    assert len(head) < len(with_foot) < len(whole) == LINES
    assert with_foot == whole[: len(head)] + whole[len(head) - len(with_foot) :]
    assert reader.share(2) == pytest.approx(0.22, abs=0.03)


def test_an_engine_that_starts_anew_each_time_reads_the_page_at_once() -> None:
    reader = BandReader(LineEngine(is_warm=False), Raster(page(), DPI))
    assert len(reader.bands) == 1


ROWS = page().shape[0]


def all_of_it(_: Recognition) -> bool:
    return False


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    stored = Raster(page(), DPI).turned(-turn % 360)
    read = recognise(engines(LineEngine()), stored, all_of_it)
    assert read.orientation == turn
    assert read.result.confidence == pytest.approx(0.95)
    assert read.result.text.count("\n") == LINES


def test_an_upright_page_is_read_once() -> None:
    engine = LineEngine()
    read = recognise(engines(engine), Raster(page(), DPI), all_of_it)
    assert engine.rows_read == ROWS
    assert read.read_share == 1.0


def test_a_page_that_reads_badly_every_way_stays_as_it_is() -> None:
    stored = Raster(page(lines=1), DPI).turned(90)
    read = recognise(engines(LineEngine()), stored, all_of_it)
    assert read.orientation == 0
    assert read.result.words


def test_text_that_runs_up_the_page_and_reads_well_is_turned() -> None:
    read = recognise(engines(LineEngine(is_upended=True)), Raster(page(), DPI), all_of_it)
    assert read.orientation == 270


def test_reading_stops_where_it_is_enough() -> None:
    engine = LineEngine()
    asked = []

    def is_enough(part: Recognition) -> bool:
        asked.append(part.read_share)
        return len(asked) == 2

    read = recognise(engines(engine), Raster(page(), DPI), is_enough)
    assert asked[0] < read.read_share == asked[1] < 0.5
    assert engine.rows_read < ROWS / 2
    assert 0 < read.result.text.count("\n") < LINES


def test_a_page_in_the_first_language_is_not_searched_for_others() -> None:
    first, both = LineEngine(), LineEngine()
    read = recognise(engines(both, first, languages=("eng", "deu")), Raster(page(), DPI), all_of_it)
    assert read.languages == ("eng",)
    assert (first.rows_read, both.rows_read) == (ROWS, 0)


@pytest.mark.parametrize(("known", "lines"), [(lambda i: i % 2 == 0, LINES), (lambda _: True, 2)])
def test_a_page_of_another_language_or_too_short_to_tell_is_read_in_all(
    known: Callable[[int], bool], lines: int
) -> None:
    first, both = LineEngine(known=known), LineEngine()
    stored = Raster(page(lines=lines), DPI)
    read = recognise(engines(both, first, languages=("eng", "deu")), stored, all_of_it)
    assert read.languages == ("eng", "deu")
    assert both.rows_read == ROWS
    assert read.result.text.count("\n") == lines


def test_a_photo_is_looked_at_once() -> None:
    first, both = LineEngine(words_a_line=0), LineEngine()
    read = recognise(engines(both, first, languages=("eng", "deu")), Raster(page(), DPI), all_of_it)
    assert (first.rows_read, both.rows_read) == (ROWS, 0)
    assert read.result.words == ()
