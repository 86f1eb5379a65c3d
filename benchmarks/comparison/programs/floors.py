"""What the libraries alone take for pages, in a process that is warm: CPU seconds a page.

    python -m comparison.programs.floors text|ocr FIGURE FILE...

FIGURE becomes a JSON object with ``pages`` and ``cpu_s``. ``text`` takes the text layers with
PyMuPDF, ``ocr`` recognises pages in English with tesserocr at 150 dpi; opening files and making
rasters is not counted.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pymupdf

Floor = Callable[[pymupdf.Page], float]


def main() -> None:
    """Measure, and write the figures."""
    what, target, *names = sys.argv[1:]
    floor: Floor = {"text": _get_text, "ocr": _recogniser}[what]()
    for page in islice(_pages(names), 1):
        floor(page)  # whatever is loaded at first is not counted
    seconds = [floor(page) for page in _pages(names)]
    figure = {"pages": len(seconds), "cpu_s": sum(seconds)}
    Path(target).write_text(json.dumps(figure), encoding="utf-8")


def _pages(names: list[str]) -> Iterator[pymupdf.Page]:
    for name in names:
        with pymupdf.open(name) as document:
            yield from document.pages()


def _get_text() -> Floor:
    return lambda page: _cpu_s(page.get_text)


def _recogniser() -> Floor:
    import tesserocr
    from PIL import Image

    engine = tesserocr.PyTessBaseAPI(lang="eng", psm=tesserocr.PSM.AUTO)

    def floor(page: pymupdf.Page) -> float:
        pixmap = page.get_pixmap(dpi=150, colorspace="gray")
        picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
        engine.SetImage(picture)
        return _cpu_s(engine.GetUTF8Text)

    return floor


def _cpu_s(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
