"""The `tesseract` program, one process a page. This module owns the `pytesseract` package."""

import tempfile
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import pytesseract

from smartcat.errors import MissingProgramError
from smartcat.models import OcrIdentity
from smartcat.read.ocr.engine import OcrFailedError, OcrResult, RecognisedWord
from smartcat.read.ocr.language_packs import LanguagePacks
from smartcat.read.raster import Raster

_NO_PROGRAM = (
    "the program tesseract is not installed; "
    "on Debian and Ubuntu run: apt-get install tesseract-ocr"
)


class PytesseractEngine:
    """Drives the `tesseract` program that is on the PATH."""

    is_warm = False

    def __init__(self, packs: LanguagePacks) -> None:
        self._packs = packs
        try:
            self._version = str(pytesseract.get_tesseract_version())
        except (pytesseract.TesseractNotFoundError, SystemExit) as error:
            raise MissingProgramError(_NO_PROGRAM) from error

    @cached_property
    def identity(self) -> OcrIdentity:
        """What the text depends on besides the pixels."""
        return OcrIdentity(
            engine="pytesseract", version=self._version, languages=self._packs.digests()
        )

    def recognise(self, raster: Raster) -> OcrResult:
        """Read the text of an upright page."""
        with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
            path = Path(folder) / "page.pgm"
            _write_pgm(path, raster)
            try:
                table: dict[str, list[Any]] = pytesseract.image_to_data(
                    str(path),
                    lang=self._packs.code,
                    config=self._config(raster),
                    output_type=pytesseract.Output.DICT,
                )
            except pytesseract.TesseractNotFoundError as error:
                raise MissingProgramError(_NO_PROGRAM) from error
            except pytesseract.TesseractError as error:
                raise OcrFailedError("Tesseract could not recognise the page") from error
        return _result(table)

    def _config(self, raster: Raster) -> str:
        return (
            f'--tessdata-dir "{self._packs.folder}" --oem 1 --psm 3 --dpi {round(raster.dpi)}'
            " -c tessedit_do_invert=0"
        )


def _write_pgm(path: Path, raster: Raster) -> None:
    """Write the plainest format there is: compressing a PNG costs a tenth of recognising it."""
    height, width = raster.pixels.shape
    path.write_bytes(b"P5 %d %d 255\n" % (width, height) + raster.pixels.tobytes())


def _result(table: dict[str, list[Any]]) -> OcrResult:
    keys = ("block_num", "par_num", "line_num", "text", "conf", "width", "height")
    rows = [row for row in zip(*(table[key] for key in keys), strict=True) if str(row[3]).strip()]
    text = ""
    for (_, _), paragraph in groupby(rows, key=lambda row: row[:2]):
        for _, line in groupby(paragraph, key=lambda row: row[2]):
            text += " ".join(str(row[3]) for row in line) + "\n"
        text += "\n"
    words = tuple(
        RecognisedWord(str(text), float(confidence) / 100, height > width)
        for *_, text, confidence, width, height in rows
    )
    return OcrResult(text, words)
