"""Open documents and rasterise their pages. This module owns `pymupdf`.

MuPDF reads PDF and all the image formats; WebP, which it does not know, goes through Pillow.
"""

import math
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import pymupdf

from smartcat.errors import (
    EncryptedDocumentError,
    UnreadableDocumentError,
)
from smartcat.read.layout import Box
from smartcat.read.raster import Raster
from smartcat.read.sniff import MediaType
from smartcat.read.text_layer import MAX_PAGE_CHARACTERS
from smartcat.read.webp import webp_as_png

READER = f"PyMuPDF {pymupdf.__version__}"

_POINTS_PER_INCH = 72
_A4_HEIGHT_IN = 11.7
"""The long side that a picture without a plausible resolution is taken to have."""
_FEW_PIXELS, _ENLARGE_BY = 1200, 2
"""A long side with fewer pixels than this is enlarged: on forms of 1,000 pixels that gains a third
more confident words for a seventh more time, on receipts of 1,400 it gains nothing."""
_PLAUSIBLE_LONG_SIDE_IN = (3.0, 24.0)
_NATIVE_DPI = (0.95, 1.15)
"""A scan is taken as it is if its own resolution, shrunk by a whole factor, is this near to the
one that is wanted."""
_MAX_PICTURE_FACTOR = 5
_CLIP_OR_INLINE = re.compile(rb"(?<![^\s])(?:W\*?|BI)(?![^\s])")
"""Operators by which a page shows a part of a picture, or one that its resources do not name."""
_TEXT_FLAGS = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_PRESERVE_IMAGES

pymupdf.TOOLS.mupdf_display_errors(False)  # it would write to stderr
pymupdf.TOOLS.mupdf_display_warnings(False)


class PageTooLargeError(Exception):
    """A picture on the page has too many pixels to be opened."""


class Picture(NamedTuple):
    """A picture that a PDF stores.

    Attributes:
        xref: Its number in the file.
        width: In pixels.
        height: In pixels.
        is_masked: Whether it may be seen otherwise than stored: through a mask, or in a form.
    """

    xref: int
    width: int
    height: int
    is_masked: bool


class PageContent(NamedTuple):
    """What a page stores besides pixels.

    Attributes:
        text: The text layer, in reading order.
        text_boxes: Where its blocks are.
        picture_boxes: Where pictures are.
    """

    text: str
    text_boxes: list[Box]
    picture_boxes: list[Box]


class DocumentPage:
    """One page of an open document."""

    def __init__(self, document: "Document", page: pymupdf.Page) -> None:
        self._document = document
        self._page = page
        rect = page.rect
        self.width_pt = float(rect.width)
        self.height_pt = float(rect.height)

    def content(self) -> PageContent:
        """Read the text layer and the places of the pictures, in one pass over the page."""
        blocks = self._page.get_textpage(flags=_TEXT_FLAGS).extractBLOCKS()
        texts = [block for block in blocks if block[6] == 0]
        return PageContent(
            text="".join(block[4] for block in texts)[:MAX_PAGE_CHARACTERS],
            text_boxes=[block[:4] for block in texts],
            picture_boxes=[block[:4] for block in blocks if block[6] == 1],
        )

    def rasterise(self, dpi: float, max_pixels: int) -> Raster:
        """Render the page in grey.

        Args:
            dpi: Wanted resolution; less where the page would exceed ``max_pixels``, and for
                pictures that have less themselves.
            max_pixels: Cap on the pixels of the result.

        Raises:
            PageTooLargeError: A picture on the page has more than five times ``max_pixels``.
        """
        self._refuse_huge_pictures(max_pixels * _MAX_PICTURE_FACTOR)
        raster = self._native_scan(dpi, max_pixels)
        if raster is None:
            raster = self._rendered(dpi, max_pixels)
        self._forget_pictures()
        return raster

    def rasterise_small(self, long_side_px: int, max_pixels: int) -> Raster:
        """Render the page in grey, to be looked at: so large, whatever size it says it has.

        Args:
            long_side_px: Pixels of the longer side.
            max_pixels: Cap, as for `rasterise`, on the pictures that are opened for it.

        Raises:
            PageTooLargeError: A picture on the page has more than five times ``max_pixels``.
        """
        self._refuse_huge_pictures(max_pixels * _MAX_PICTURE_FACTOR)
        raster = self._scaled(long_side_px / max(self.width_pt, self.height_pt, 1.0))
        self._forget_pictures()
        return raster

    def _forget_pictures(self) -> None:
        if self._picture_sizes:
            # MuPDF keeps decoded pictures for the next time; there is none, and memory must not
            # grow. With them go the fonts, which the next page mostly needs again.
            pymupdf.TOOLS.store_shrink(100)

    def _rendered(self, dpi: float, max_pixels: int) -> Raster:
        scale = min(
            dpi / self._points_per_inch(),
            self._largest_scale(),
            (max_pixels / max(self.width_pt * self.height_pt, 1.0)) ** 0.5,
        )
        return self._scaled(scale)

    def _scaled(self, scale: float) -> Raster:
        matrix = pymupdf.Matrix(scale, scale)
        pixmap = self._page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False)
        return _raster(pixmap, scale * self._points_per_inch())

    def _points_per_inch(self) -> float:
        """Return what a point is worth: the resolution that image files claim is often made up.

        It counts only where it gives a plausible sheet; others are taken to be as long as A4.
        """
        long_side_pt = max(self.width_pt, self.height_pt)
        low, high = _PLAUSIBLE_LONG_SIDE_IN
        is_plausible = low <= long_side_pt / _POINTS_PER_INCH <= high
        if is_plausible or not self._document.media_type.is_image:
            return _POINTS_PER_INCH
        return long_side_pt / _A4_HEIGHT_IN

    def _largest_scale(self) -> float:
        """Return the most pixels a point at which a page is rendered.

        Pictures are not enlarged, as that costs time and tells nothing new, but for those with so
        few pixels that Tesseract misses lines of small print.
        """
        if not self._document.media_type.is_image:
            return math.inf
        long_side_px = max((max(size) for size in self._picture_sizes), default=0)
        enlargement = _ENLARGE_BY if long_side_px < _FEW_PIXELS else 1
        return long_side_px * enlargement / max(self.width_pt, self.height_pt, 1.0)

    @cached_property
    def _pictures(self) -> list[Picture]:
        return self._document.pictures(self._page.number)

    @cached_property
    def _picture_sizes(self) -> list[tuple[int, int]]:
        if self._document.media_type.is_image:
            return [(info["width"], info["height"]) for info in self._page.get_image_info()]
        return [(picture.width, picture.height) for picture in self._pictures]

    def _refuse_huge_pictures(self, max_pixels: int) -> None:
        for width, height in self._picture_sizes:
            if width * height > max_pixels:
                raise PageTooLargeError(
                    f"a picture of {width} x {height} pixels is over the limit of {max_pixels}"
                )

    def _native_scan(self, dpi: float, max_pixels: int) -> Raster | None:
        """Return the page's only picture itself, if the page is nothing else."""
        picture = self._only_picture()
        if picture is None or picture.width * picture.height > max_pixels:
            return None
        own_dpi = picture.width / self.width_pt * _POINTS_PER_INCH
        if abs(picture.height / self.height_pt * _POINTS_PER_INCH - own_dpi) > own_dpi * 0.02:
            return None
        factor = max(1, round(own_dpi / dpi))
        low, high = _NATIVE_DPI
        if not low <= own_dpi / factor / dpi <= high:
            return None
        pixmap = pymupdf.Pixmap(self._document.handle, picture.xref)
        if pixmap.colorspace is None or pixmap.alpha:
            return None
        if pixmap.n != 1:
            pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pixmap)
        return _raster(pixmap, own_dpi).shrunk(factor)

    def _only_picture(self) -> Picture | None:
        """Return the picture that the page shows whole, upright, unmasked and alone."""
        pictures = self._pictures
        if len(pictures) != 1 or self._page.rotation:
            return None
        is_plain = not pictures[0].is_masked and not _CLIP_OR_INLINE.search(
            self._page.read_contents()
        )
        return pictures[0] if is_plain and self._shows_only(pictures[0]) else None

    def _shows_only(self, picture: Picture) -> bool:
        drawn = [entry[0] for entry in self._page.get_bboxlog() if entry[0] != "ignore-text"]
        shown = self._page.get_image_info()
        if drawn != ["fill-image"] or len(shown) != 1:
            return False
        size = (shown[0]["width"], shown[0]["height"])
        a, b, c, d, e, f = shown[0]["transform"]
        placed = (a, b, c, d, e, f)
        filling = (self.width_pt, 0, 0, self.height_pt, 0, 0)
        is_filling = all(abs(one - other) < 1 for one, other in zip(placed, filling, strict=True))
        return is_filling and size == (picture.width, picture.height)


class Document:
    """An open document; untrusted, so only ever open in a process that can be ended."""

    def __init__(self, handle: pymupdf.Document, media_type: MediaType) -> None:
        self.handle = handle
        self.media_type = media_type
        self.page_count: int = handle.page_count

    @classmethod
    def open(cls, path: Path, media_type: MediaType) -> Self:
        """Open a PDF or an image.

        Raises:
            EncryptedDocumentError: It needs a password.
            DocumentTooLargeError: It is a picture of too many pixels.
            UnreadableDocumentError: It is damaged beyond repair, or has no pages.
        """
        try:
            document = cls(_open(path, media_type), media_type)
        except (RuntimeError, ValueError, OSError, SyntaxError) as error:
            raise UnreadableDocumentError(
                f"damaged, or not really {media_type}; try to open and save it with another program"
            ) from error
        if document.handle.needs_pass:
            raise EncryptedDocumentError(
                "encrypted with a password; save a copy without one and use that"
            )
        if document.page_count < 1:
            raise UnreadableDocumentError("it has no pages, or none that can be found")
        return document

    def close(self) -> None:
        """Free the file."""
        self.handle.close()

    def page(self, page_index: int) -> DocumentPage:
        """Load one page.

        Raises:
            RuntimeError: MuPDF cannot load it.
        """
        return DocumentPage(self, self.handle.load_page(page_index))

    def pictures(self, page_index: int) -> list[Picture]:
        """Return the pictures that a page of a PDF names, whether or not it shows them."""
        if not self.handle.is_pdf:
            return []
        return [
            Picture(xref, width, height, bool(mask or form) or self._has_mask(xref))
            for xref, mask, width, height, *_, form in self.handle.get_page_images(
                page_index, full=True
            )
        ]

    def _has_mask(self, xref: int) -> bool:
        return bool(self.handle.xref_get_key(xref, "Mask")[0] != "null")


def _open(path: Path, media_type: MediaType) -> pymupdf.Document:
    if media_type is MediaType.WEBP:
        return pymupdf.open(stream=webp_as_png(path), filetype="png")
    kind = media_type.rpartition("/")[2]
    try:
        str(path).encode()
    except UnicodeEncodeError:  # MuPDF wants names in UTF-8
        return pymupdf.open(stream=path.read_bytes(), filetype=kind)
    return pymupdf.open(path, filetype=kind)


def _raster(pixmap: pymupdf.Pixmap, dpi: float) -> Raster:
    rows = np.frombuffer(pixmap.samples_mv, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    # A copy, because the memory is MuPDF's and goes with the pixmap.
    return Raster(rows[:, : pixmap.width].copy(), dpi)
