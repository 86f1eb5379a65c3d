"""Put pictures into a PDF as they are. This module owns `img2pdf`.

JPEG data, the data of plain PNGs and single strips of CCITT group 4 are copied; black and white is
packed as CCITT group 4, all else as PNG does it. Nothing is lost on any way.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import img2pdf
from PIL import Image

from smartcat.errors import UnreadableDocumentError, UnsupportedDocumentError
from smartcat.read.sniff import MediaType

_POINTS_PER_INCH = 72
_PLAUSIBLE_LONG_SIDE_IN = (3.0, 24.0)
_A4_HEIGHT_IN = 11.7
"""The long side that a picture without a plausible resolution gets, as in the read stage."""


def pictures_as_pdf(path: Path, media_type: MediaType) -> BinaryIO:
    """Make a PDF of the pages of an image file.

    Raises:
        UnsupportedDocumentError: Some picture cannot be kept without loss.
        UnreadableDocumentError: It is damaged.
    """
    try:
        with _of_any_size():
            pdf = img2pdf.convert(
                path.read_bytes(),
                layout_fun=_page_size,
                rotation=img2pdf.Rotation.ifvalid,
                first_frame_only=media_type is not MediaType.TIFF,
                nodate=True,
            )
    except (ValueError, NotImplementedError, *_REFUSALS) as error:
        raise UnsupportedDocumentError(
            "its pictures cannot be put into a PDF without loss; "
            "convert it to a PDF yourself and split that"
        ) from error
    except MemoryError as error:
        raise UnreadableDocumentError("its pictures take more memory than they may") from error
    except Exception as error:
        raise UnreadableDocumentError(
            "damaged; try to open and save it with another program"
        ) from error
    return io.BytesIO(pdf)


_REFUSALS = (
    img2pdf.AlphaChannelError,
    img2pdf.JpegColorspaceError,
    img2pdf.UnsupportedColorspaceError,
)


@contextmanager
def _of_any_size() -> Iterator[None]:
    """Lift Pillow's own limit meanwhile: the child's limit on memory holds."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _page_size(
    width_px: int, height_px: int, dpi: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return width and height of the page and of the picture on it, in points."""
    width_in, height_in = width_px / (dpi[0] or 1), height_px / (dpi[1] or 1)
    long_side_in = max(width_in, height_in)
    low, high = _PLAUSIBLE_LONG_SIDE_IN
    scale = 1.0 if low <= long_side_in <= high else _A4_HEIGHT_IN / long_side_in
    width_pt, height_pt = (side * scale * _POINTS_PER_INCH for side in (width_in, height_in))
    return width_pt, height_pt, width_pt, height_pt
