"""Choose an OCR engine by what is installed, without importing any."""

import shutil
from collections.abc import Callable
from enum import StrEnum
from importlib.util import find_spec

from smartcat.errors import MissingProgramError
from smartcat.read.ocr.engine import OcrEngine
from smartcat.read.ocr.engines import OcrEngines
from smartcat.read.ocr.language_packs import LanguagePacks, find_language_packs


class OcrChoice(StrEnum):
    """Which engine recognises pages without a text layer."""

    AUTO = "auto"
    TESSEROCR = "tesserocr"
    PYTESSERACT = "pytesseract"
    OFF = "off"


def resolve_choice(choice: OcrChoice) -> OcrChoice:
    """Replace ``auto`` by the best engine that is installed: a result depends on which it is.

    Without any, ``tesserocr`` is returned: its error says what to install once a page needs it.
    """
    if choice is not OcrChoice.AUTO:
        return choice
    if find_spec("tesserocr") is None and shutil.which("tesseract"):
        return OcrChoice.PYTESSERACT
    return OcrChoice.TESSEROCR


def load_engines(choice: OcrChoice, languages: tuple[str, ...]) -> OcrEngines:
    """Get engines ready.

    Args:
        choice: A resolved choice other than ``off``.
        languages: Tesseract language codes, such as ``eng``; the likeliest first.

    Raises:
        MissingProgramError: The engine or a language pack is not installed.
    """
    engine = _engine(choice)
    is_warm = choice is OcrChoice.TESSEROCR
    return OcrEngines(find_language_packs(languages), engine, chooses_language=is_warm)


def _engine(choice: OcrChoice) -> Callable[[LanguagePacks], OcrEngine]:
    try:
        if choice is OcrChoice.TESSEROCR:
            from smartcat.read.ocr.tesserocr_engine import TesserocrEngine

            return TesserocrEngine
        from smartcat.read.ocr.pytesseract_engine import PytesseractEngine
    except ImportError as error:
        raise MissingProgramError(
            f"the OCR engine {choice} is not installed; run: pip install 'smartcat[ocr]', "
            "or leave OCR out with --ocr off"
        ) from error
    return PytesseractEngine
