"""Recognise the text of a raster: one protocol, two engines, one choice between them."""

from smartcat.read.ocr.choice import OcrChoice, load_engine, resolve_choice
from smartcat.read.ocr.engine import OcrEngine, OcrFailedError, OcrResult, RecognisedWord

__all__ = [
    "OcrChoice",
    "OcrEngine",
    "OcrFailedError",
    "OcrResult",
    "RecognisedWord",
    "load_engine",
    "resolve_choice",
]
