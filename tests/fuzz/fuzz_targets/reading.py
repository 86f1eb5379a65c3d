"""Any bytes as a document: sniffed, opened, and its first pages read, as a child process does.

MuPDF is C and not instrumented, so the fuzzer sees new paths only in the Python around it. What
MuPDF and Pillow raise at damaged pages costs the page; what SmartCat's own code raises is a bug.
"""

import traceback

from fuzz_targets.scratch import written
from smartcat.errors import DocumentError
from smartcat.read import OcrChoice, ReadOptions
from smartcat.read.document import Document, PageTooLargeError
from smartcat.read.messages import REPLY, REQUEST, PageReply, PageRequest, ProbeRequest
from smartcat.read.page import read_page
from smartcat.read.server import PageServer
from smartcat.read.sniff import HEAD_BYTES, MediaType, sniff
from smartcat.read.text_file import TextDocument

_OPTIONS = ReadOptions(ocr=OcrChoice.OFF, dpi=50, max_pixels=1_000_000, codes=True)
_PAGES = 3
_LIBRARIES = ("/pymupdf/", "/PIL/")


def run(data: bytes) -> None:
    """Read a document."""
    path = written(data, "document")
    server = PageServer(_OPTIONS)
    for request in (
        ProbeRequest(path=path),
        *(PageRequest(path=path, page_index=index) for index in range(_PAGES)),
    ):
        asked = REQUEST.validate_json(request.model_dump_json())
        reply = REPLY.validate_json(server(asked.model_dump_json().encode()))
        if isinstance(reply, PageReply):
            assert reply.page.page_index == getattr(asked, "page_index", None)
    for document in server._documents.values():
        document.close()
    _read_outside_the_server(data)


def _read_outside_the_server(data: bytes) -> None:
    """Read without what turns all errors at a page into a failure of the page."""
    path = written(data, "document")
    try:
        kind = sniff(data[:HEAD_BYTES])
        if kind is MediaType.TEXT:
            TextDocument(path)
            return
        document = Document.open(path, kind)
    except DocumentError:
        return
    try:
        for index in range(min(document.page_count, _PAGES)):
            _read_page(document, index)
    finally:
        document.close()


def _read_page(document: Document, index: int) -> None:
    try:
        page = read_page(document.page(index), index, _OPTIONS, lambda: None).page
    except (PageTooLargeError, MemoryError):
        return
    except Exception as error:
        if not _is_of_a_library(error):
            raise
    else:
        assert type(page).model_validate_json(page.model_dump_json()) == page


def _is_of_a_library(error: Exception) -> bool:
    """Tell whether something below SmartCat's own code raised an error."""
    frames = traceback.extract_tb(error.__traceback__)
    return any(library in frames[-1].filename for library in _LIBRARIES)
