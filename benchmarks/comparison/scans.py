"""Make an image-only PDF of any document, so that all contenders must recognise the same pixels."""

from pathlib import Path

import img2pdf
import pymupdf

_DPI, _JPEG_QUALITY = 200, 75


def make_scan(source: Path, target: Path, *, pages: int) -> int:
    """Write the first pages of a document as a scan.

    Pages that have text are printed and scanned, so to speak: grey, 200 dpi, JPEG. Pages that are
    scans already stay as they are; pictures are wrapped without loss.

    Args:
        source: A PDF or a picture.
        target: The PDF to write.
        pages: At most so many pages.

    Returns:
        How many pages it has.
    """
    with _opened(source) as document, pymupdf.open() as scan:
        count = min(int(document.page_count), pages)
        for page_index in range(count):
            _add(scan, document, page_index)
        scan.save(target, garbage=3, deflate=True)
    return count


def _opened(source: Path) -> pymupdf.Document:
    if source.suffix.lower() == ".pdf":
        return pymupdf.open(source)
    return pymupdf.open(stream=img2pdf.convert(source.read_bytes()), filetype="pdf")


def _add(scan: pymupdf.Document, document: pymupdf.Document, page_index: int) -> None:
    page = document[page_index]
    if not page.get_text().strip():
        scan.insert_pdf(document, from_page=page_index, to_page=page_index)
        return
    pixels = page.get_pixmap(dpi=_DPI, colorspace="gray")
    sheet = scan.new_page(width=page.rect.width, height=page.rect.height)
    sheet.insert_image(sheet.rect, stream=pixels.tobytes("jpeg", jpg_quality=_JPEG_QUALITY))
