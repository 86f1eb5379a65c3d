"""Plain text as a document: a form feed parts its pages."""

import codecs
from pathlib import Path

from smartcat.models import Page, TextSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text_pages(path: Path) -> list[Page]:
    """Read all pages of a plain text file; a form feed at the very end parts nothing."""
    text = read_text(path)
    parts = text.removesuffix("\f").split("\f")
    return [
        Page(
            page_index=index,
            text=part,
            text_source=TextSource.TEXT_LAYER if part.strip() else TextSource.NONE,
        )
        for index, part in enumerate(parts)
    ]


def read_text(path: Path) -> str:
    """Read UTF-8, UTF-16 with a byte-order mark, or else Windows-1252."""
    data = path.read_bytes()
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
