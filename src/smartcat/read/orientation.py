"""Find which way up a scanned page is.

No orientation model is needed (Tesseract's weighs 10 MB and costs half a page): an upright page
shows itself by words that are recognised with confidence, mostly in its first lines. Only a page
that does not is tried all ways up, on its most inked band.
"""

from typing import Literal

import numpy as np

from smartcat.read.bands import BandReader
from smartcat.read.ocr import OcrEngine, OcrResult
from smartcat.read.raster import Raster

Orientation = Literal[0, 90, 180, 270]

GOOD_WORD_LETTERS = 3
_GOOD_WORD_CONFIDENCE = 0.8
_UPRIGHT_SHARE = 0.3
"""Upright pages have more than this share of good words, pages upside down about 0.05."""
_TELLING_WORDS = 20
"""So many words without as many good ones are enough to try the other ways up."""
_CLEARLY_BETTER = 2.0
_MIN_GOOD_WORDS = 4
_BAND = 0.35
_UPWARDS: Orientation = 270
"""The turn that text needs which runs up the page."""
_TURNS: tuple[Orientation, ...] = (0, 180, 90, 270)
_SIDEWAYS_TURNS: tuple[Orientation, ...] = (0, 90, 270)


def find_orientation(reader: BandReader) -> Orientation:
    """Find the clockwise turn, in degrees, that makes a page upright.

    Raises:
        OcrFailedError: The engine could not read the page.
    """
    result = OcrResult("", ())
    for count in range(1, len(reader.bands) + 1):
        result = reader.first(count)
        if _looks_upright(result):
            return _UPWARDS if result.runs_sideways else 0
        if len(result.long_words(GOOD_WORD_LETTERS)) >= _TELLING_WORDS:
            break
    if not result.words:  # a photo: text is taken for some words whichever way up it is
        return 0
    turns = _SIDEWAYS_TURNS if result.runs_sideways else _TURNS
    return _best_turn(reader.engine, reader.raster, turns)


def _looks_upright(result: OcrResult) -> bool:
    good = _good_words(result)
    long_words = len(result.long_words(GOOD_WORD_LETTERS))
    return good >= _MIN_GOOD_WORDS and good >= _UPRIGHT_SHARE * long_words


def _best_turn(engine: OcrEngine, raster: Raster, turns: tuple[Orientation, ...]) -> Orientation:
    bands = {turn: _busiest_band(raster.turned(turn)) for turn in turns}
    scores = {turn: _good_words(engine.recognise(band)) for turn, band in bands.items()}
    best = max(turns, key=lambda turn: scores[turn])
    is_clear = scores[best] >= max(_MIN_GOOD_WORDS, _CLEARLY_BETTER * scores[0])
    return best if is_clear else 0


def _busiest_band(raster: Raster) -> Raster:
    """Cut the band with the most changes from paper to ink: that is where text is."""
    changes = np.abs(np.diff(raster.shrunk(3).pixels.astype(np.int16), axis=1)).sum(axis=1)
    height = max(1, int(len(changes) * _BAND))
    sums = np.convolve(changes, np.ones(height), mode="valid")
    first = float(np.argmax(sums)) / len(changes)
    return raster.band(first, first + _BAND)


def _good_words(result: OcrResult) -> int:
    long_words = result.long_words(GOOD_WORD_LETTERS)
    return sum(word.confidence >= _GOOD_WORD_CONFIDENCE for word in long_words)
