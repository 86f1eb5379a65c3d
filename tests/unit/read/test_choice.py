import sys

import pytest

from smartcat.errors import MissingProgramError
from smartcat.read.ocr import OcrChoice, load_engines


@pytest.mark.parametrize("choice", [OcrChoice.TESSEROCR, OcrChoice.PYTESSERACT])
def test_an_engine_that_is_not_installed_is_named_with_the_extra_that_brings_it(
    choice: OcrChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, choice.value, None)
    monkeypatch.delitem(sys.modules, f"smartcat.read.ocr.{choice}_engine", raising=False)
    told = rf"{choice} is not installed; run: pip install 'smartcat\[ocr\]'"
    with pytest.raises(MissingProgramError, match=told):
        load_engines(choice, ("no such language",))
