"""Open documents and rasterise their pages. This module owns `pymupdf`.

MuPDF reads PDF and all the image formats; WebP, which it does not know, goes through Pillow.
"""

import io
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import pymupdf

from smartcat.errors import EncryptedDocumentError, UnreadableDocumentError
from smartcat.read.layout import Box
from smartcat.read.raster import Raster
from smartcat.read.sniff import MediaType

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
_TEXT_FLAGS = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_PRESERVE_IMAGES

pymupdf.TOOLS.mupdf_display_errors(False)  # it would write to stderr
pymupdf.TOOLS.mupdf_display_warnings(False)


class PageTooLargeError(Exception):
    """A picture on the page has too many pixels to be opened."""


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
        self.width_pt = float(page.rect.width)
        self.height_pt = float(page.rect.height)

    def content(self) -> PageContent:
        """Read the text layer and the places of the pictures, in one pass over the page."""
        blocks = self._page.get_textpage(flags=_TEXT_FLAGS).extractBLOCKS()
        texts = [block for block in blocks if block[6] == 0]
        return PageContent(
            text="".join(block[4] for block in texts),
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
        if (native := self._native_scan(dpi, max_pixels)) is not None:
            return native
        scale = dpi / _POINTS_PER_INCH
        if self._document.media_type.is_image:
            scale = self._picture_scale(dpi)
        scale = min(scale, (max_pixels / max(self.width_pt * self.height_pt, 1.0)) ** 0.5)
        matrix = pymupdf.Matrix(scale, scale)
        pixmap = self._page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False)
        return _raster(pixmap, dpi)

    def _picture_scale(self, dpi: float) -> float:
        """Return the pixels a point at which a picture is rendered.

        The resolution that image files claim is often made up, so it counts only where it gives a
        plausible sheet. Pictures are not enlarged, as that costs time and tells nothing new, but
        for those with so few pixels that Tesseract misses lines of small print.
        """
        long_side_pt = max(self.width_pt, self.height_pt)
        long_side_px = max((max(size) for size in self._picture_sizes()), default=0)
        low, high = _PLAUSIBLE_LONG_SIDE_IN
        is_plausible = low <= long_side_pt / _POINTS_PER_INCH <= high
        long_side_in = long_side_pt / _POINTS_PER_INCH if is_plausible else _A4_HEIGHT_IN
        enlargement = _ENLARGE_BY if long_side_px < _FEW_PIXELS else 1
        return min(long_side_in * dpi, long_side_px * enlargement) / long_side_pt

    def _picture_sizes(self) -> list[tuple[int, int]]:
        if self._document.media_type.is_image:
            return [(info["width"], info["height"]) for info in self._page.get_image_info()]
        return [picture[2:4] for picture in self._document.pictures(self._page.number)]

    def _refuse_huge_pictures(self, max_pixels: int) -> None:
        for width, height in self._picture_sizes():
            if width * height > max_pixels:
                raise PageTooLargeError(
                    f"a picture of {width} x {height} pixels is over the limit of {max_pixels}"
                )

    def _native_scan(self, dpi: float, max_pixels: int) -> Raster | None:
        """Return the page's only picture itself, if the page is nothing else."""
        pictures = self._document.pictures(self._page.number)
        if len(pictures) != 1 or self._page.rotation or not self._is_one_picture():
            return None
        xref, _, width, height = pictures[0]
        own_dpi = width / self.width_pt * _POINTS_PER_INCH
        if abs(height / self.height_pt * _POINTS_PER_INCH - own_dpi) > own_dpi * 0.02:
            return None
        factor = max(1, round(own_dpi / dpi))
        low, high = _NATIVE_DPI
        if not low <= own_dpi / factor / dpi <= high or width * height > max_pixels:
            return None
        pixmap = pymupdf.Pixmap(self._document.handle, xref)
        if pixmap.colorspace is None or pixmap.alpha:
            return None
        if pixmap.n != 1:
            pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pixmap)
        return _raster(pixmap, own_dpi).shrunk(factor)

    def _is_one_picture(self) -> bool:
        """Whether a single upright picture fills the page and nothing visible is drawn besides."""
        drawn = [entry for entry in self._page.get_bboxlog() if entry[0] != "ignore-text"]
        if len(drawn) != 1 or drawn[0][0] != "fill-image":
            return False
        info = self._page.get_image_info()
        if len(info) != 1:
            return False
        a, b, c, d = info[0]["transform"][:4]
        upright = b == c == 0 and a > 0 and d > 0
        return bool(upright and abs(a - self.width_pt) < 1 and abs(d - self.height_pt) < 1)


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
                "encrypted with a password; save a copy without one and classify that"
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

    def pictures(self, page_index: int) -> list[tuple[int, int, int, int]]:
        """Return (xref, mask, width, height) of the pictures of a page of a PDF."""
        if not self.handle.is_pdf:
            return []
        return [picture[:4] for picture in self.handle.get_page_images(page_index)]


def _open(path: Path, media_type: MediaType) -> pymupdf.Document:
    if media_type is MediaType.WEBP:
        return pymupdf.open(stream=_webp_as_png(path), filetype="png")
    return pymupdf.open(path, filetype=media_type.rpartition("/")[2])


def _webp_as_png(path: Path) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    with Image.open(path, formats=["WEBP"]) as picture:
        picture.convert("RGB").save(buffer, format="PNG", compress_level=1)
    return buffer.getvalue()


def _raster(pixmap: pymupdf.Pixmap, dpi: float) -> Raster:
    rows = np.frombuffer(pixmap.samples_mv, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    # A copy, because the memory is MuPDF's and goes with the pixmap.
    raster = Raster(rows[:, : pixmap.width].copy(), dpi)
    # MuPDF keeps decoded pictures for the next time; there is none, and memory must not grow.
    pymupdf.TOOLS.store_shrink(100)
    return raster
