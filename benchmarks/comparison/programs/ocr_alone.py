"""What Tesseract alone takes for pages, in a process that is warm: CPU seconds a page.

    python -m comparison.programs.ocr_alone FIGURE FILE...

FIGURE becomes a JSON object with ``pages`` and ``cpu_s``. Pages are recognised in English with
tesserocr at 150 dpi; opening files and making rasters is not counted.
"""

import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pymupdf
import tesserocr
from PIL import Image

_DPI = 150


def main() -> None:
    """Measure, and write the figures."""
    target, *names = sys.argv[1:]
    engine = tesserocr.PyTessBaseAPI(lang="eng", psm=tesserocr.PSM.AUTO)
    for page in islice(_pages(names), 1):
        _recognise_s(engine, page)  # whatever is loaded at first is not counted
    seconds = [_recognise_s(engine, page) for page in _pages(names)]
    figure = {"pages": len(seconds), "cpu_s": sum(seconds)}
    Path(target).write_text(json.dumps(figure), encoding="utf-8")


def _pages(names: list[str]) -> Iterator[pymupdf.Page]:
    for name in names:
        with pymupdf.open(name) as document:
            yield from document.pages()


def _recognise_s(engine: tesserocr.PyTessBaseAPI, page: pymupdf.Page) -> float:
    pixmap = page.get_pixmap(dpi=_DPI, colorspace="gray")
    engine.SetImage(Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples))
    started = time.process_time()
    engine.GetUTF8Text()
    return time.process_time() - started


if __name__ == "__main__":
    main()
