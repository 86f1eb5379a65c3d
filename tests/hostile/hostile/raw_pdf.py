"""Write PDFs byte by byte: what a library would refuse to write is the point."""

import zlib
from collections.abc import Mapping, Sequence

CATALOG, PAGES, FONT = 1, 2, 3
"""Object numbers that mean the same in all PDFs that are written here."""
_FIRST_FREE = 10

LETTER = (
    "Dear Mrs Example,",
    "thank you for your letter about the mortgage on your house in Garden Street.",
    "We are pleased to tell you that the bank has agreed to extend the loan.",
    "The interest rate remains at three point five percent for another ten years.",
    "Please sign the enclosed copy of the agreement and return it to our office.",
    "Yours sincerely, the customer service team of the Savings Bank",
)


def text_content(lines: Sequence[str] = LETTER) -> bytes:
    """A content stream that shows lines of text."""
    shown = "".join(f"({line}) ' " for line in lines)
    return f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode("latin-1")


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream object as it is stored."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def flate(data: bytes, entries: str = "") -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(data, 9), f"/Filter /FlateDecode {entries}")


def page(contents: int, resources: str = "", entries: str = "/MediaBox [0 0 595 842]") -> bytes:
    """A page object."""
    fonts = f"/Font << /F1 {FONT} 0 R >>"
    return (
        f"<< /Type /Page /Parent {PAGES} 0 R {entries} /Contents {contents} 0 R "
        f"/Resources << {fonts} {resources} >> >>"
    ).encode()


def pdf(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """A PDF of objects by number, with a table that is right about all of them."""
    body, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, data in sorted(objects.items()):
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start, size = len(body), max(objects) + 1
    table = [b"%010d 00000 n \n" % offsets.get(number, 0) for number in range(1, size)]
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(table))
    body += f"trailer\n<< /Size {size} /Root {CATALOG} 0 R {trailer} >>\n".encode()
    body += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


def base_objects(kids: Sequence[int]) -> dict[int, bytes]:
    """The objects that each PDF needs: catalogue, page tree, and a font."""
    named = " ".join(f"{kid} 0 R" for kid in kids)
    return {
        CATALOG: b"<< /Type /Catalog /Pages %d 0 R >>" % PAGES,
        PAGES: f"<< /Type /Pages /Kids [{named}] /Count {len(kids)} >>".encode(),
        FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }


def pdf_of_pages(pages: Sequence[tuple[bytes, str]], more: Mapping[int, bytes]) -> bytes:
    """A PDF of pages, each a stream object with its content and what its resources name.

    Args:
        pages: Content and resources of each page.
        more: What the resources need; numbers from 1,000 up.
    """
    first = _FIRST_FREE
    kids = [first + 2 * index for index in range(len(pages))]
    objects = base_objects(kids)
    for kid, (content, resources) in zip(kids, pages, strict=True):
        objects[kid] = page(kid + 1, resources)
        objects[kid + 1] = content
    return pdf({**objects, **more})


def letter_page() -> tuple[bytes, str]:
    """A page with nothing wrong."""
    return stream(text_content()), ""


def good_pdf(page_count: int = 1) -> bytes:
    """A PDF with nothing wrong."""
    return pdf_of_pages([letter_page()] * page_count, {})
