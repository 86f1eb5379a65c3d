"""Read one page: its text layer if that is real, else its pixels."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from smartcat.models import OcrIdentity, Page, PageLayout, TextSource
from smartcat.read.codes import CODES_DPI, find_codes
from smartcat.read.document import DocumentPage, PageContent, PageTooLargeError
from smartcat.read.layout import LAYOUT_DPI, Box, estimate_layout, measure_layout
from smartcat.read.ocr import OcrEngines
from smartcat.read.options import ReadOptions
from smartcat.read.raster import Raster
from smartcat.read.recognition import Recognition, recognise
from smartcat.read.text_layer import TextLayerVerdict, judge_text_layer, word_count
from smartcat.read.texture import TEXTURE_PIXELS

_SPARSE_WORDS = 60
"""A text layer with fewer words is of a page that is mostly drawing: its ink is measured."""
_STAINED_INK = 0.03
"""A page with less ink than this on which OCR finds no word is blank, with dirt on it."""
_CODE_INK = 0.0003
"""Less ink than this is no code. A page on which a person sees nothing may have a small one: a QR
label of a centimetre inks 0.001."""


Settles = Callable[[Page], bool]
"""Says of a page that was read in part whether its class is settled."""


class PageReading(NamedTuple):
    """A page, and what recognised it, if anything did."""

    page: Page
    ocr: OcrIdentity | None


def read_page(
    source: DocumentPage,
    page_index: int,
    options: ReadOptions,
    load_engines: Callable[[], OcrEngines | None],
    settles: Settles | None = None,
) -> PageReading:
    """Read one page.

    Args:
        source: The page of an open document.
        page_index: Its 0-based index.
        options: How to read.
        load_engines: Called when the page has no real text layer; gives what recognises it, or
            nothing, and then the page stays without text.
        settles: Ends the reading of a scanned page before its end; absent: all of it is read.
    """
    content = source.content()
    verdict = text_layer_verdict(source, content)
    blank_page = Page(page_index=page_index, width_pt=source.width_pt, height_pt=source.height_pt)
    if verdict is TextLayerVerdict.REAL:
        layout = _text_layer_layout(source, content, options)
        page = _with_codes(blank_page, source, layout, options)
        return PageReading(_with(page, content.text, TextSource.TEXT_LAYER, layout), None)
    layer = content.text if verdict is TextLayerVerdict.SPARSE else ""
    engines = load_engines()
    if engines is None:
        layout = _layout(source, options)
        page = _with_codes(blank_page, source, layout, options)
        return PageReading(_without_ocr(page, layer, layout), None)
    return _recognise(source, blank_page, layer, options, _Recogniser(engines, settles))


def text_layer_verdict(source: DocumentPage, content: PageContent) -> TextLayerVerdict:
    """Say what the text layer of a page is worth; all but a real one calls for OCR."""
    coverage = _coverage(content.picture_boxes, source.width_pt, source.height_pt)
    return judge_text_layer(content.text, coverage)


def read_layout(
    source: DocumentPage, page_index: int, text: str, options: ReadOptions
) -> PageReading:
    """Read all of a page but its text, which is known."""
    blank_page = Page(page_index=page_index, width_pt=source.width_pt, height_pt=source.height_pt)
    layout = _layout(source, options)
    page = _with_codes(blank_page, source, layout, options)
    return PageReading(_with(page, text, TextSource.SUPPLIED, layout), None)


@dataclass(frozen=True)
class _Recogniser:
    """What recognises a page, and says when to stop."""

    engines: OcrEngines
    settles: Settles | None

    def recognise(self, page: Page, raster: Raster, layout: PageLayout) -> tuple[Page, Recognition]:
        """Recognise a page until its class is settled.

        Args:
            page: What is known of it.
            raster: Its pixels.
            layout: Where its ink is, as it is stored.
        """
        layouts = {0: layout}

        def as_page(part: Recognition) -> Page:
            turn = part.orientation
            if turn not in layouts:
                layouts[turn] = measure_layout(raster.turned(turn))
            return _recognised(page, part, layouts[turn])

        def is_enough(part: Recognition) -> bool:
            return self.settles is not None and self.settles(as_page(part))

        whole = recognise(self.engines, raster, is_enough)
        return as_page(whole), whole


def _recognise(
    source: DocumentPage, page: Page, layer: str, options: ReadOptions, recogniser: _Recogniser
) -> PageReading:
    raster = source.rasterise(options.dpi, options.max_pixels)
    layout = measure_layout(raster)
    page = _with_codes(page, source, layout, options)
    if layout.is_blank and not page.codes:
        return PageReading(_with(page, "", TextSource.NONE, layout), None)
    recognised, recognition = recogniser.recognise(page, raster, layout)
    identity = recogniser.engines.identity
    if word_count(layer) > word_count(recognition.result.text):
        return PageReading(_with(page, layer, TextSource.TEXT_LAYER, layout), identity)
    return PageReading(recognised, identity)


def _recognised(page: Page, recognition: Recognition, layout: PageLayout) -> Page:
    """A page with what was recognised of it."""
    result = recognition.result
    if not word_count(result.text) and layout.ink_fraction < _STAINED_INK:
        layout = layout.model_copy(update={"is_blank": True})
    sideways = recognition.orientation in {90, 270}
    confidence = result.confidence
    recognised = {
        "ocr_confidence": None if confidence is None else round(confidence, 4),
        "ocr_languages": recognition.languages,
        "read_share": recognition.read_share,
        "orientation": recognition.orientation,
        "width_pt": page.height_pt if sideways else page.width_pt,
        "height_pt": page.width_pt if sideways else page.height_pt,
    }
    return _with(page.model_copy(update=recognised), result.text, TextSource.OCR, layout)


def _with_codes(page: Page, source: DocumentPage, layout: PageLayout, options: ReadOptions) -> Page:
    """Look for codes, if that is asked for; a page that is too large to be rendered has none."""
    if not options.codes or layout.ink_fraction < _CODE_INK:
        return page
    try:
        raster = source.rasterise(CODES_DPI, options.max_pixels)
    except PageTooLargeError:  # its text layer is worth having all the same
        return page
    return page.model_copy(update={"codes": find_codes(raster)})


def _text_layer_layout(
    source: DocumentPage, content: PageContent, options: ReadOptions
) -> PageLayout:
    if word_count(content.text) < _SPARSE_WORDS:
        return _layout(source, options).model_copy(update={"is_blank": False})
    boxes = content.text_boxes + content.picture_boxes
    return estimate_layout(boxes, source.width_pt, source.height_pt)


def _layout(source: DocumentPage, options: ReadOptions) -> PageLayout:
    """Render as large as the texture needs, whatever the size of the page is said to be."""
    inches = max(source.height_pt, source.width_pt, 1.0) / 72
    dpi = min(max(LAYOUT_DPI, round(TEXTURE_PIXELS / inches)), options.dpi)
    return measure_layout(source.rasterise(dpi, options.max_pixels))


def _coverage(boxes: list[Box], width_pt: float, height_pt: float) -> float:
    """Return the share of the page under pictures; scans may come in strips, so they add up."""
    covered = sum(
        max(0.0, min(right, width_pt) - max(left, 0.0))
        * max(0.0, min(bottom, height_pt) - max(top, 0.0))
        for left, top, right, bottom in boxes
    )
    return min(covered / max(width_pt * height_pt, 1.0), 1.0)


def _without_ocr(page: Page, layer: str, layout: PageLayout) -> Page:
    """Take the few words that there are: better than none."""
    return _with(page, layer, TextSource.TEXT_LAYER if layer else TextSource.NONE, layout)


def _with(page: Page, text: str, source: TextSource, layout: PageLayout) -> Page:
    if page.codes:
        layout = layout.model_copy(update={"is_blank": False})
    return page.model_copy(update={"text": text, "text_source": source, "layout": layout})
