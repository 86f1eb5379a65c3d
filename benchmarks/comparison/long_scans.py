"""Peak memory of a process on scans of growing length."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf
from measure import Usage

from comparison.running import Workplace
from comparison.smartcat_contender import COMMAND

_LINES = (
    "Dear Mrs Example,",
    "thank you for your letter about the mortgage on your house in Garden Street.",
    "Please sign the enclosed copy and return it to our office.",
    "Yours sincerely",
)
_WIDTH_PT, _HEIGHT_PT = 595, 842
_DPI = 150
_DIFFERENT = 10


def measure_long_scans(lengths: Sequence[int], workplace: Workplace) -> dict[int, Usage]:
    """Classify scans of so many pages, on all cores; short letters, as it is about memory."""
    pages = [_picture(number) for number in range(_DIFFERENT)]
    usages = {}
    for length in lengths:
        path = _long_scan(workplace.folder / f"{length}.pdf", pages, length)
        command = [*COMMAND, "classify", str(path), "--format", "csv"]
        usages[length] = workplace.measure(f"scan of {length} pages", command)
    return usages


def _picture(number: int) -> bytes:
    with pymupdf.open() as document:
        page = document.new_page(width=_WIDTH_PT, height=_HEIGHT_PT)
        for place, line in enumerate((f"Letter {number + 1}", *_LINES)):
            page.insert_text((72, 90 + 18 * place), line, fontsize=12)
        pixels = page.get_pixmap(dpi=_DPI, colorspace="gray")
        return bytes(pixels.tobytes("jpeg", jpg_quality=75))


def _long_scan(path: Path, pictures: Sequence[bytes], length: int) -> Path:
    """Write a scan; each page has a picture of its own, as a scanner would make it."""
    with pymupdf.open() as document:
        for number in range(length):
            page = document.new_page(width=_WIDTH_PT, height=_HEIGHT_PT)
            picture = pictures[number % len(pictures)]
            # A comment behind the end of the picture makes it another one, which is not shared.
            page.insert_image(page.rect, stream=picture + f"{number:06}".encode())
        document.save(path)
    return path
