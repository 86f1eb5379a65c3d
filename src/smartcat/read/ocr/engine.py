"""The protocol of an OCR engine, and what it returns."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol, Self

from smartcat.models import OcrIdentity
from smartcat.read.raster import Raster

_TELLING_LETTERS = 4
"""An upright word of this many letters is wider than high in any script font."""


class OcrFailedError(Exception):
    """The engine gave up on this raster; the page gets the reason, the document goes on."""


class RecognisedWord(NamedTuple):
    """A word as it was read.

    Attributes:
        text: What it says.
        confidence: How sure the engine is of it, 0 to 1.
        is_upended: Whether its box is higher than wide.
        is_known: Whether it is in the dictionary of the language.
    """

    text: str
    confidence: float
    is_upended: bool = False
    is_known: bool = False


class OcrResult(NamedTuple):
    """What an engine read.

    Attributes:
        text: Lines in reading order, each ending with a newline.
        words: The words of the text, in the same order.
    """

    text: str
    words: tuple[RecognisedWord, ...]

    @classmethod
    def joined(cls, parts: Iterable["OcrResult"]) -> Self:
        """Join what was read of the parts of a page, from the top."""
        kept = list(parts)
        words = tuple(word for part in kept for word in part.words)
        return cls("".join(part.text for part in kept), words)

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
        long_words = self.long_words(_TELLING_LETTERS)
        return 2 * sum(word.is_upended for word in long_words) > len(long_words)

    def long_words(self, letters: int) -> list[RecognisedWord]:
        """The words of at least so many characters."""
        return [word for word in self.words if len(word.text) >= letters]


class OcrEngine(Protocol):
    """Recognises text in grey pixels; used for many pages, one after another.

    Attributes:
        is_warm: Whether it starts once; if not, reading a part of a page costs a start.
    """

    is_warm: bool

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
