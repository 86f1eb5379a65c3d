from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from smartcat.dataset import PageCache, cache
from smartcat.read import OcrChoice, ReadOptions


def test_a_key_depends_on_what_is_installed_and_nothing_need_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam")

    def key(installed: dict[str, str]) -> str:
        def version(name: str) -> str:
            if name not in installed:
                raise PackageNotFoundError(name)
            return installed[name]

        monkeypatch.setattr(cache, "version", version)
        pages = PageCache(tmp_path / "pages", ReadOptions(ocr=OcrChoice.OFF))
        return pages.key(path, None, {})

    keys = [key({}), key({"pymupdf": "1"}), key({"pymupdf": "2"}), key({"pymupdf": "1"})]
    assert keys[1] == keys[3]
    assert len(set(keys)) == 3
