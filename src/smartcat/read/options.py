"""What the read stage is told: what changes the result, and what bounds the work."""

from enum import StrEnum

from pydantic import Field

from smartcat.models import Noun
from smartcat.read.ocr import OcrChoice

ALL_PAGES = "all"
PAGES = rf"{ALL_PAGES}|[1-9]\d*|[1-9]\d*-([1-9]\d*)?|-[1-9]\d*"
"""How pages are named: ``all``, ``3``, ``1-3``, ``4-`` or ``-3``."""


_MEMORY_SHARE = 0.75
"""Of the memory there is, for the address space of each reading process: they mostly take 350 MB
each, half of it in use, and it is rare that a page needs much more."""
_LEAST_MEMORY_BYTES = 512 * 1024**2


class ReadingMode(StrEnum):
    """How much of a scanned page is recognised."""

    FULL = "full"
    """All of it."""
    CASCADE = "cascade"
    """From the top, until its class is settled."""


class ReadOptions(Noun):
    """How documents are read; a result depends on all of it.

    Attributes:
        ocr: The OCR engine, or ``off``.
        reading: How much of a scanned page is recognised.
        languages: Tesseract language codes, the likeliest first: a page that is seen to be in that
            language is not searched for the others.
        dpi: Resolution at which pages are recognised. 150 costs three quarters of 300 and loses
            one word in a hundred (docs/design-notes.md).
        max_pixels: Pages that would be larger are rendered at a lower resolution; pictures
            that are larger than five times this are not opened.
        codes: Whether to look for QR, Code 128, Code 39 and Patch T on the pages.
        pages: Which pages of each document are read, by their numbers: `PAGES`.
    """

    ocr: OcrChoice = OcrChoice.AUTO
    reading: ReadingMode = ReadingMode.CASCADE
    languages: tuple[str, ...] = ("eng", "deu")
    dpi: int = Field(default=150, ge=50, le=600)
    max_pixels: int = Field(default=40_000_000, ge=1_000_000)
    codes: bool = False
    pages: str = Field(default=ALL_PAGES, pattern=rf"^({PAGES})$")

    def wanted_of(self, page_count: int, first_page: int, last_page: int | None) -> range:
        """Page indexes that are read of a part of a document, as far as the document goes.

        Args:
            page_count: How many pages the document has.
            first_page: Page index of the part's first page.
            last_page: Page index of its last page, included; absent: all to the end.
        """
        wanted = self.wanted(page_count)
        end = wanted.stop if last_page is None else min(last_page + 1, wanted.stop)
        return range(max(first_page, wanted.start), end)

    def wanted(self, page_count: int) -> range:
        """Page indexes of a document that are read; none if it is too short."""
        if self.pages == ALL_PAGES:
            return range(page_count)
        first, _, last = self.pages.partition("-") if "-" in self.pages else [self.pages] * 3
        return range(int(first or 1) - 1, min(int(last or page_count), page_count))


class ReadLimits(Noun):
    """What reading may use; beyond it a page or a document fails, with the reason.

    Attributes:
        page_cpu_s: CPU seconds for one page, or for opening a document; whole seconds, counted
            by the kernel. A page takes one or two.
        memory_bytes: Address space of a reading process.
        lost_pages: So many pages of a document may hang, or crash what reads them; those that
            follow fail unread. A document that several workers share has as many for each.
        max_pages: Documents with more pages are refused.
        max_bytes: Larger files are refused.
    """

    page_cpu_s: int = Field(default=15, ge=1)
    memory_bytes: int = Field(default=4 * 1024**3, ge=_LEAST_MEMORY_BYTES)
    lost_pages: int = Field(default=20, ge=1)
    max_pages: int = Field(default=20_000, ge=1)
    max_bytes: int = Field(default=4 * 1024**3, ge=1)

    def bearable(self, memory_bytes: int | None) -> "ReadLimits":
        """Keep reading processes below what there is, so that a page is lost and not all.

        Args:
            memory_bytes: What the container or the function has; absent: nobody knows.
        """
        if memory_bytes is None:
            return self
        most_bytes = max(int(memory_bytes * _MEMORY_SHARE), _LEAST_MEMORY_BYTES)
        return self.model_copy(update={"memory_bytes": min(self.memory_bytes, most_bytes)})
