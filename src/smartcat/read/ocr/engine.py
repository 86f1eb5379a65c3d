"""The protocol of an OCR engine, and what it returns."""

from dataclasses import dataclass
from typing import Protocol

from smartcat.models import OcrIdentity
from smartcat.read.raster import Raster

_TELLING_LETTERS = 4
"""An upright word of this many letters is wider than high in any script font."""


class OcrFailedError(Exception):
    """The engine gave up on this raster; the page gets the reason, the document goes on."""


@dataclass(frozen=True)
class RecognisedWord:
    """A word, how sure the engine is of it (0 to 1), and whether its box is higher than wide."""

    text: str
    confidence: float
    is_upended: bool = False


@dataclass(frozen=True)
class OcrResult:
    """What an engine read.

    Attributes:
        text: Lines in reading order, each ending with a newline.
        words: The words of the text, in the same order.
    """

    text: str
    words: tuple[RecognisedWord, ...]

    @property
    def confidence(self) -> float | None:
        """Mean confidence of the words, weighted by their length; absent without words."""
        letters = sum(len(word.text) for word in self.words)
        if not letters:
            return None
        return sum(word.confidence * len(word.text) for word in self.words) / letters

    @property
    def runs_sideways(self) -> bool:
        """Whether most words stand on end: Tesseract reads text that runs upwards as it is."""
        long_words = [word for word in self.words if len(word.text) >= _TELLING_LETTERS]
        return 2 * sum(word.is_upended for word in long_words) > len(long_words)


class OcrEngine(Protocol):
    """Recognises text in grey pixels; kept warm and used for many pages, one after another."""

    @property
    def identity(self) -> OcrIdentity:
        """What the text depends on besides the pixels."""
        ...

    def recognise(self, raster: Raster) -> OcrResult:
        """Read the text of an upright page.

        Raises:
            OcrFailedError: The engine could not read this raster.
        """
        ...
