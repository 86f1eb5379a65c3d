"""Find which way up a scanned page is, and read it that way.

No orientation model is needed (Tesseract's weighs 10 MB and costs half a page): an upright page
shows itself by words that are recognised with confidence. Only a page that does not is tried the
other ways up, on its most inked band, and read again where another way is clearly better.
"""

from typing import Literal

import numpy as np

from smartcat.read.ocr import OcrEngine, OcrResult
from smartcat.read.raster import Raster

Orientation = Literal[0, 90, 180, 270]

_GOOD_WORD_LETTERS = 3
_GOOD_WORD_CONFIDENCE = 0.8
_UPRIGHT_SHARE = 0.3
"""Upright pages have more than this share of good words, pages upside down about 0.05."""
_CLEARLY_BETTER = 2.0
_MIN_GOOD_WORDS = 4
_BAND = 0.35
_UPWARDS: Orientation = 270
"""The turn that text needs which runs up the page."""
_TURNS: tuple[Orientation, ...] = (180, 90, 270)
_SIDEWAYS_TURNS: tuple[Orientation, ...] = (90, 270)


def recognise_upright(engine: OcrEngine, raster: Raster) -> tuple[OcrResult, Orientation]:
    """Read a page the right way up.

    Returns:
        What was read, and the clockwise turn in degrees that made the page upright.
    """
    result = engine.recognise(raster)
    if _looks_upright(result):
        return result, _UPWARDS if result.runs_sideways else 0
    best = _best_turn(engine, raster, _SIDEWAYS_TURNS if result.runs_sideways else _TURNS)
    if best == 0:
        return result, 0
    turned = engine.recognise(raster.turned(best))
    if _good_words(turned) < max(_MIN_GOOD_WORDS, _CLEARLY_BETTER * _good_words(result)):
        return result, 0
    return turned, best


def _looks_upright(result: OcrResult) -> bool:
    long_words = [word for word in result.words if len(word.text) >= _GOOD_WORD_LETTERS]
    good = _good_words(result)
    return good >= _MIN_GOOD_WORDS and good >= _UPRIGHT_SHARE * len(long_words)


def _best_turn(engine: OcrEngine, raster: Raster, turns: tuple[Orientation, ...]) -> Orientation:
    bands = {turn: _busiest_band(raster.turned(turn)) for turn in turns}
    scores = {turn: _good_words(engine.recognise(band)) for turn, band in bands.items()}
    best = max(turns, key=lambda turn: scores[turn])
    return best if scores[best] >= _MIN_GOOD_WORDS else 0


def _busiest_band(raster: Raster) -> Raster:
    """Cut the band with the most changes from paper to ink: that is where text is."""
    changes = np.abs(np.diff(raster.shrunk(3).pixels.astype(np.int16), axis=1)).sum(axis=1)
    height = max(1, int(len(changes) * _BAND))
    sums = np.convolve(changes, np.ones(height), mode="valid")
    first = float(np.argmax(sums)) / len(changes)
    return raster.band(first, first + _BAND)


def _good_words(result: OcrResult) -> int:
    return sum(
        word.confidence >= _GOOD_WORD_CONFIDENCE and len(word.text) >= _GOOD_WORD_LETTERS
        for word in result.words
    )
