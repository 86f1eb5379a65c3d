"""The child's side of a probe: how much is there to read, told by a few pages.

OCR is nearly all of the cost of reading, and what it costs depends on how much is written on a
page. That is told by its strokes, the runs of ink along its rows of pixels: letters have one to
three in each row. They tell it better than the share of the page that is inked, and than its size
(docs/design-notes.md).
"""

import time
from collections.abc import Callable, Iterable
from statistics import fmean
from typing import NamedTuple, TypeVar

import numpy as np

from smartcat.read.document import READER, Document
from smartcat.read.layout import INK_DARKNESS, is_blank
from smartcat.read.messages import DocumentProbe
from smartcat.read.page import text_layer_verdict
from smartcat.read.raster import Raster
from smartcat.read.sampling import spaced
from smartcat.read.text_layer import TextLayerVerdict

PROBE_DPI = 150
"""Resolution at which pages are rendered; what is measured must not depend on that of reading."""

_RENDERED_PAGES = 4
"""How many of the pages in the sample are rendered, of those that must be recognised."""
_ENOUGH_S = 3.0
"""CPU seconds after which a probe makes do with what it has seen; it mostly takes a tenth of that.
A document whose pages are slow must not use up the limit that holds for one of them."""
_PAPER_STEP = 4
"""The shade of the paper is told by every fourth pixel in every fourth row."""

_Outcome = TypeVar("_Outcome")


class _Writing(NamedTuple):
    """What is written on a page: nothing, if it is blank."""

    is_blank: bool
    megapixels: float
    strokes: float


def probe_document(document: Document, max_pixels: int, sample_pages: int) -> DocumentProbe:
    """Estimate how much there is to read in an open document; damaged pages cost nothing.

    Args:
        document: The document.
        max_pixels: Cap on the pixels of a rendered page.
        sample_pages: How many pages are looked at, evenly spaced.
    """
    deadline_s = time.process_time() + _ENOUGH_S
    sample = spaced(range(document.page_count), sample_pages)
    judged = _outcomes(sample, lambda index: _is_real(document, index), deadline_s)
    scans = [index for index, is_real in judged if is_real is False]
    rendered = _outcomes(
        spaced(scans, _RENDERED_PAGES),
        lambda index: _writing(document, index, max_pixels),
        deadline_s,
    )
    written = [writing for _, writing in rendered if writing and not writing.is_blank]
    facts = DocumentProbe(
        media_type=document.media_type, page_count=document.page_count, reader=READER
    )
    if not written:
        return facts
    share = len(scans) / len(judged) * len(written) / len(rendered)
    measured = {
        "ocr_pages": round(share * document.page_count, 3),
        "megapixels": round(fmean(writing.megapixels for writing in written), 3),
        "strokes": round(fmean(writing.strokes for writing in written), 3),
    }
    return facts.model_copy(update=measured)


def count_strokes(raster: Raster) -> int:
    """Count the runs of ink along the rows of pixels."""
    pixels = raster.pixels
    paper = max(float(np.percentile(pixels[::_PAPER_STEP, ::_PAPER_STEP], 80)), 1.0)
    ink = pixels < paper * (1.0 - INK_DARKNESS)
    return int(np.count_nonzero(ink[:, 1:] > ink[:, :-1]))


def _outcomes(
    indexes: Iterable[int], look: Callable[[int], _Outcome], deadline_s: float
) -> list[tuple[int, _Outcome | None]]:
    """Look at pages, at least at one, until the deadline; damaged ones have no outcome."""
    outcomes: list[tuple[int, _Outcome | None]] = []
    for index in indexes:
        try:
            outcomes.append((index, look(index)))
        except Exception:  # noqa: BLE001 - MuPDF raises what it likes at damaged pages
            outcomes.append((index, None))
        if time.process_time() > deadline_s:
            break
    return outcomes


def _is_real(document: Document, page_index: int) -> bool:
    page = document.page(page_index)
    return text_layer_verdict(page, page.content()) is TextLayerVerdict.REAL


def _writing(document: Document, page_index: int, max_pixels: int) -> _Writing:
    raster = document.page(page_index).rasterise(PROBE_DPI, max_pixels)
    return _Writing(is_blank(raster), raster.pixels.size / 1e6, count_strokes(raster) / 1e3)
