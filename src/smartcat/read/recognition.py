"""Recognise a scanned page: find which way up it is and its language, then read it."""

from collections.abc import Callable
from typing import NamedTuple

from smartcat.read.bands import BandReader
from smartcat.read.ocr import OcrEngines, OcrResult, RecognisedWord
from smartcat.read.orientation import Orientation, find_orientation
from smartcat.read.raster import Raster

_LETTERS = 3
"""Words with fewer letters are in no dictionary, or in all of them."""
_TELLING_WORDS = 8
"""Fewer words say nothing about the language."""
_KNOWN_SHARE = 2 / 3
"""So many words of a page are in the dictionary of its language, for all the names and numbers: of
70 real pages, those of English heads in the English one 0.58 to 1.0, a seventh of them below this,
those of German heads 0.16 to 0.65."""


class Recognition(NamedTuple):
    """What was recognised of a page.

    Attributes:
        result: Its text.
        orientation: The clockwise turn, in degrees, that made it upright.
        languages: The language packs that read it.
        read_share: Share of its inked rows that were read; 1 is all of it.
    """

    result: OcrResult
    orientation: Orientation
    languages: tuple[str, ...]
    read_share: float


def recognise(
    engines: OcrEngines, raster: Raster, is_enough: Callable[[Recognition], bool]
) -> Recognition:
    """Recognise a page.

    Args:
        engines: What reads it.
        raster: The page as it is stored.
        is_enough: Asked after its head and foot, and after each further band, whether that will do.

    Raises:
        OcrFailedError: The engine could not read it.
        MissingProgramError: A language pack cannot be loaded.
    """
    reader = BandReader(engines.first, raster)
    orientation = find_orientation(reader)
    if orientation:
        reader = BandReader(engines.first, raster.turned(orientation))
    languages = engines.first_languages
    if languages != engines.languages and _is_of_another(reader):
        languages = engines.languages
        reader = BandReader(engines.all, reader.raster)
    for count in range(reader.fewest, len(reader.bands)):
        part = Recognition(reader.first(count), orientation, languages, reader.share(count))
        if is_enough(part):
            return part
    return Recognition(reader.first(len(reader.bands)), orientation, languages, 1.0)


def _is_of_another(reader: BandReader) -> bool:
    """Whether a page may be of another language than its reader's, or too short to tell."""
    words: list[RecognisedWord] = []
    for count in range(1, len(reader.bands) + 1):
        words = [word for word in reader.first(count).words if _has_letters(word.text)]
        if len(words) >= _TELLING_WORDS:
            return sum(word.is_known for word in words) < _KNOWN_SHARE * len(words)
    return bool(words)


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LETTERS
