"""A page as it was read."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from smartcat.models.base import Confidence, Noun, Share

GRID_ROWS = 12
GRID_COLUMNS = 8
BANDS = ("head", "below_head", "foot", "above_foot", "left", "right")
"""Strips along the sides of a page."""
BAND_PARTS = 32
Band = Annotated[tuple[int, ...], Field(min_length=BAND_PARTS, max_length=BAND_PARTS)]
"""Share of ink in each part of a strip, in 1/255."""


class TextSource(StrEnum):
    """Where the text of a page came from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    SUPPLIED = "supplied"
    """Given beside the page, as in a labelled dataset."""
    NONE = "none"
    """The page is blank, OCR is off, or the page could not be read."""


class PageTexture(Noun):
    """How a page was written and scanned, in shares of its width and height.

    Pages of one document are mostly alike in this. Nothing here depends on the page's size.

    Attributes:
        left: Where the ink begins, from the left.
        top: Where the ink begins, from the top.
        right: Where the ink ends, from the left.
        bottom: Where the ink ends, from the top.
        line_pitch: Distance from line to line; 0 without ink.
        line_regularity: How evenly lines follow each other, -1 to 1.
        stroke_width: Mean width of what is black along a row.
        stroke_height: Mean height of what is black down a column.
        edges: Share of ink along the left, the right, the top and the bottom edge.
        bands: Ink in each of ``BANDS``, where headers, footers, stamps and edges of the scan are.
    """

    left: float
    top: float
    right: float
    bottom: float
    line_pitch: float
    line_regularity: float
    stroke_width: float
    stroke_height: float
    edges: tuple[float, float, float, float]
    bands: Annotated[tuple[Band, ...], Field(min_length=len(BANDS), max_length=len(BANDS))]


class PageLayout(Noun):
    """Where the ink of a page is; measured on the raster, or on the boxes of a text layer.

    Attributes:
        ink_fraction: Share of the page that is inked, 0 to 1.
        ink_grid: Share of ink in each cell of a grid of ``GRID_ROWS`` x ``GRID_COLUMNS``,
            row by row from the top left, in 1/255.
        is_blank: Whether a person would call the page empty.
        texture: How it was written and scanned; absent where the page was not rendered.
    """

    ink_fraction: float
    ink_grid: tuple[int, ...]
    is_blank: bool
    texture: PageTexture | None = None


class CodeKind(StrEnum):
    """What a machine-readable mark on a page is."""

    PATCH_T = "patch_t"
    QR = "qr"
    CODE_128 = "code_128"
    CODE_39 = "code_39"


class PageCode(Noun):
    """A machine-readable mark on a page.

    Attributes:
        kind: What it is.
        value: What it says; absent where a mark was seen that could not be read.
    """

    kind: CodeKind
    value: str | None


class Page(Noun):
    """One side of a document, as it was read.

    Attributes:
        page_index: 0-based position in the document.
        text: The page's text; lines end with a newline, in reading order.
        text_source: Where the text came from.
        ocr_confidence: Mean word confidence of the OCR engine, 0 to 1; absent without OCR.
        ocr_languages: The language packs that recognised it.
        read_share: Share of the inked rows that were recognised, 0 to 1: less than 1
            where the class was settled by then; absent without OCR.
        width_pt: Width as a reader sees the page, in points (1/72 inch).
        height_pt: Height as a reader sees the page, in points.
        orientation: Clockwise degrees by which the stored page was turned to be upright.
        layout: Where the ink is; absent where the page could not be rendered, and for plain text.
        codes: The machine-readable marks on it, if they were looked for.
        failure: Why the page could not be read; absent when it was.
    """

    page_index: int = Field(ge=0)
    text: str = ""
    text_source: TextSource = TextSource.NONE
    ocr_confidence: Confidence | None = None
    ocr_languages: tuple[str, ...] = ()
    read_share: Share | None = None
    width_pt: float = 0.0
    height_pt: float = 0.0
    orientation: Literal[0, 90, 180, 270] = 0
    layout: PageLayout | None = None
    codes: tuple[PageCode, ...] = ()
    failure: str | None = None


class OcrIdentity(Noun):
    """What recognised the text: the same identity gives the same text for the same pixels.

    Attributes:
        engine: ``tesserocr`` or ``pytesseract``.
        version: Version of the Tesseract library or program that the engine drives.
        languages: Language pack to the first twelve hex digits of its file's SHA-256.
    """

    engine: str
    version: str
    languages: dict[str, str]
