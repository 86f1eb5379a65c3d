"""Recognise the text of a raster: one protocol, two engines, one choice between them."""

from smartcat.read.ocr.choice import OcrChoice, load_engines, resolve_choice
from smartcat.read.ocr.engine import OcrEngine, OcrFailedError, OcrResult, RecognisedWord
from smartcat.read.ocr.engines import OcrEngines

__all__ = [
    "OcrChoice",
    "OcrEngine",
    "OcrEngines",
    "OcrFailedError",
    "OcrResult",
    "RecognisedWord",
    "load_engines",
    "resolve_choice",
]
