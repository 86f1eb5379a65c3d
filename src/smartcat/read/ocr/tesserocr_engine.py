"""Tesseract in this process, kept warm. This module owns the `tesserocr` package."""

from collections.abc import Iterator
from functools import cached_property

import tesserocr

from smartcat.errors import MissingProgramError
from smartcat.models import OcrIdentity
from smartcat.read.ocr.engine import OcrFailedError, OcrResult, RecognisedWord
from smartcat.read.ocr.language_packs import LanguagePacks
from smartcat.read.raster import Raster


class TesserocrEngine:
    """One Tesseract instance; its language packs are loaded once."""

    is_warm = True

    def __init__(self, packs: LanguagePacks) -> None:
        self._packs = packs
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=str(packs.folder),
                lang=packs.code,
                psm=tesserocr.PSM.AUTO,
                oem=tesserocr.OEM.LSTM_ONLY,
            )
        except RuntimeError as error:
            raise MissingProgramError(
                f"Tesseract cannot load the language packs {packs.code} in {packs.folder}; "
                "they may be damaged: install them again"
            ) from error
        # Inverted text costs a second look at every line, and paperwork hardly has any.
        self._api.SetVariable("tessedit_do_invert", "0")

    @cached_property
    def identity(self) -> OcrIdentity:
        """What the text depends on besides the pixels."""
        version = tesserocr.tesseract_version().split()[1]
        return OcrIdentity(engine="tesserocr", version=version, languages=self._packs.digests())

    def recognise(self, raster: Raster) -> OcrResult:
        """Read the text of an upright page."""
        height, width = raster.pixels.shape
        try:
            self._api.SetImageBytes(raster.pixels.tobytes(), width, height, 1, width)
            self._api.SetSourceResolution(round(raster.dpi))
            text = str(self._api.GetUTF8Text())
            words = tuple(self._words()) if text.strip() else ()
        except RuntimeError as error:
            raise OcrFailedError("Tesseract could not recognise the page") from error
        finally:
            # A page must read the same whatever was read before it.
            self._api.ClearAdaptiveClassifier()
            self._api.Clear()
        return OcrResult(text, words)

    def _words(self) -> Iterator[RecognisedWord]:
        level = tesserocr.RIL.WORD
        for item in tesserocr.iterate_level(self._api.GetIterator(), level):
            left, top, right, bottom = item.BoundingBox(level)
            yield RecognisedWord(
                text=item.GetUTF8Text(level),
                confidence=item.Confidence(level) / 100,
                is_upended=bottom - top > right - left,
                is_known=item.WordIsFromDictionary(),
            )
