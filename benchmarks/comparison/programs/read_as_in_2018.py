"""Read PDFs the 2018 way: every page rendered at 300 dpi, and a Tesseract started for it.

    python -m comparison.programs.read_as_in_2018 LANGUAGES TEXTS FILE...

TEXTS becomes a JSON object: the texts of the pages by file name.
"""

import json
import sys
from pathlib import Path

import pymupdf
import pytesseract
from PIL import Image


def main() -> None:
    """Read all files."""
    languages, target, *names = sys.argv[1:]
    texts = {Path(name).name: _read(name, languages) for name in names}
    Path(target).write_text(json.dumps(texts), encoding="utf-8")


def _read(name: str, languages: str) -> list[str]:
    with pymupdf.open(name) as document:
        return [
            pytesseract.image_to_string(_picture(page), lang=languages) for page in document.pages()
        ]


def _picture(page: pymupdf.Page) -> Image.Image:
    pixmap = page.get_pixmap(dpi=300)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


if __name__ == "__main__":
    main()
