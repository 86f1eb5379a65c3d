"""The read stage: documents in, pages out, one after another, in order.

All that touches untrusted bytes runs in child processes that can be ended from outside.
"""

from smartcat.read.messages import SAMPLE_PAGES, DocumentFacts, DocumentProbe
from smartcat.read.ocr import OcrChoice, resolve_choice
from smartcat.read.options import ALL_PAGES, PAGES, ReadingMode, ReadLimits, ReadOptions
from smartcat.read.reader import Reader, Reading, ReadRequest
from smartcat.read.sniff import MediaType
from smartcat.read.text_file import read_text

__all__ = [
    "ALL_PAGES",
    "PAGES",
    "SAMPLE_PAGES",
    "DocumentFacts",
    "DocumentProbe",
    "MediaType",
    "OcrChoice",
    "ReadLimits",
    "ReadOptions",
    "ReadRequest",
    "Reader",
    "Reading",
    "ReadingMode",
    "read_text",
    "resolve_choice",
]
