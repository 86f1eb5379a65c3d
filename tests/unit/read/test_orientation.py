from collections.abc import Callable

import numpy as np
import pytest

from smartcat.models import OcrIdentity
from smartcat.read.ocr import OcrResult, RecognisedWord
from smartcat.read.orientation import recognise_upright
from smartcat.read.raster import Raster

MARK = 7
"""A pixel of this value in the top left corner shows which way up the page is."""


class FakeEngine:
    """Reads a page well when its mark is at the top left, and badly otherwise."""

    def __init__(self, good: int = 40, upended: Callable[[Raster], bool] = lambda _: False) -> None:
        self.identity = OcrIdentity(engine="fake", version="1", languages={})
        self.full_reads = 0
        self._good = good
        self._upended = upended

    def recognise(self, raster: Raster) -> OcrResult:
        self.full_reads += raster.pixels.size == PAGE.size
        is_upright = raster.pixels[:, : raster.pixels.shape[1] // 3].min() == MARK
        confidence = 0.95 if is_upright and _mark_is_high(raster) else 0.3
        upended = self._upended(raster)
        words = (RecognisedWord("word", confidence, upended),) * self._good
        return OcrResult("word\n" * self._good, words)


def _mark_is_high(raster: Raster) -> bool:
    rows = np.argwhere(raster.pixels == MARK)[:, 0]
    return bool(rows.min() < raster.pixels.shape[0] * 0.7)


PAGE = np.full((900, 600), 255, dtype=np.uint8)
PAGE[100:300, 60:120:2] = MARK


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    stored = Raster(PAGE, 150).turned(-turn % 360)
    result, orientation = recognise_upright(FakeEngine(), stored)
    assert orientation == turn
    assert result.confidence == pytest.approx(0.95)


def test_an_upright_page_is_read_once() -> None:
    engine = FakeEngine()
    recognise_upright(engine, Raster(PAGE, 150))
    assert engine.full_reads == 1


def test_a_page_that_reads_badly_every_way_stays_as_it_is() -> None:
    result, orientation = recognise_upright(FakeEngine(good=2), Raster(PAGE, 150).turned(90))
    assert orientation == 0
    assert len(result.words) == 2


def test_text_that_runs_up_the_page_and_reads_well_is_reported() -> None:
    engine = FakeEngine(upended=lambda _: True)
    _, orientation = recognise_upright(engine, Raster(PAGE, 150))
    assert orientation == 270
    assert engine.full_reads == 1
