"""Scanned pages as files: PDF of images, TIFF, PNG, JPEG."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from smartcat.examples.scan import ScanStyle

_POINTS_PER_INCH = 72


def add_image_page(document: Any, image: Image.Image, style: ScanStyle) -> None:
    """Append a page to an open PDF that is nothing but the image."""
    width, height = (side * _POINTS_PER_INCH / style.dpi for side in image.size)
    page = document.new_page(width=width, height=height)
    page.insert_image(page.rect, stream=_encoded(image, style))


def save_scan(path: Path, images: Sequence[Image.Image], style: ScanStyle) -> None:
    """Write the pages in the format that the path's suffix names."""
    if path.suffix == ".pdf":
        with pymupdf.open() as document:
            for image in images:
                add_image_page(document, image, style)
            save_pdf(path, document)
    elif path.suffix == ".tif":
        compression = "group4" if images[0].mode == "1" else "jpeg"
        options = {} if images[0].mode == "1" else {"quality": style.quality}
        images[0].save(
            path, save_all=True, append_images=images[1:], compression=compression,
            dpi=(style.dpi, style.dpi), **options,
        )  # fmt: skip
    else:
        images[0].save(path, quality=style.quality, dpi=(style.dpi, style.dpi))


def save_pdf(path: Path, document: Any) -> None:
    """Write an open PDF so that the same contents give the same bytes."""
    document.save(path, garbage=3, deflate=True, no_new_id=True)


def _encoded(image: Image.Image, style: ScanStyle) -> bytes:
    data = BytesIO()
    if image.mode == "1":
        image.save(data, "PNG")
    else:
        image.save(data, "JPEG", quality=style.quality)
    return data.getvalue()
