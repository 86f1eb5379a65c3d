"""Plain text as a document: a form feed parts its pages."""

import codecs
from pathlib import Path

from smartcat.models import Page, TextSource
from smartcat.read.sniff import MediaType
from smartcat.read.text_layer import MAX_PAGE_CHARACTERS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TextDocument:
    """A plain text file, opened."""

    media_type = MediaType.TEXT

    def __init__(self, path: Path) -> None:
        # A form feed at the very end parts nothing.
        self._texts = read_text(path).removesuffix("\f").split("\f")
        self.page_count = len(self._texts)

    def page(self, page_index: int) -> Page:
        """Return one page."""
        text = self._texts[page_index][:MAX_PAGE_CHARACTERS]
        source = TextSource.TEXT_LAYER if text.strip() else TextSource.NONE
        return Page(page_index=page_index, text=text, text_source=source)

    def close(self) -> None:
        """Free the text."""
        self._texts.clear()


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
