"""The child's side: opens documents and reads their pages. All untrusted bytes are parsed here."""

import os
import time
from collections import OrderedDict
from functools import cached_property
from pathlib import Path

from smartcat.errors import SmartCatError, UnreadableDocumentError
from smartcat.models import Page
from smartcat.read.document import READER, Document, PageTooLargeError
from smartcat.read.messages import (
    REQUEST,
    DocumentFacts,
    DocumentProbe,
    OpenRequest,
    PageReply,
    PageRequest,
    ProbeRequest,
    Refusal,
    Reply,
    Request,
)
from smartcat.read.ocr import OcrChoice, OcrEngines, OcrFailedError, load_engines, resolve_choice
from smartcat.read.options import ReadingMode, ReadOptions
from smartcat.read.page import PageReading, Settles, read_layout, read_page
from smartcat.read.probe import probe_document
from smartcat.read.sniff import HEAD_BYTES, MediaType, sniff
from smartcat.read.text_file import TextDocument

_OPEN_DOCUMENTS = 2
"""Requests run over into the next document while the last pages of one are still out."""


class PageServer:
    """Answers requests to open documents and to read pages; keeps its OCR engines warm."""

    def __init__(self, options: ReadOptions, settles: Settles | None = None) -> None:
        # Tesseract's own threads thrash against the other processes; it reads this when loaded.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        self._options = options
        self._settles = settles if options.reading is ReadingMode.CASCADE else None
        self._documents: OrderedDict[Path, Document | TextDocument] = OrderedDict()

    def __call__(self, data: bytes) -> bytes:
        """Answer one request."""
        request = REQUEST.validate_json(data)
        return self._reply(request).model_dump_json().encode()

    def _reply(self, request: Request) -> Reply:
        try:
            if isinstance(request, OpenRequest):
                return self._facts(request)
            if isinstance(request, ProbeRequest):
                return self._probe(request)
            started_s = _cpu_s()
            reply = self._page(request)
            return reply.model_copy(update={"cpu_s": _cpu_s() - started_s})
        except SmartCatError as error:
            return Refusal.of(error)
        except MemoryError:
            return Refusal.of(UnreadableDocumentError("opening it takes more memory than it may"))

    @cached_property
    def _engines(self) -> OcrEngines | None:
        choice = resolve_choice(self._options.ocr)
        if choice is OcrChoice.OFF:
            return None
        return load_engines(choice, self._options.languages)

    def _facts(self, request: OpenRequest) -> DocumentFacts:
        document = self._document(request.path)
        return DocumentFacts(
            media_type=document.media_type, page_count=document.page_count, reader=READER
        )

    def _probe(self, request: ProbeRequest) -> DocumentProbe:
        document = self._document(request.path)
        if isinstance(document, Document):
            return probe_document(document, self._options.max_pixels, request.sample_pages)
        return DocumentProbe(
            media_type=document.media_type, page_count=document.page_count, reader=READER
        )

    def _page(self, request: PageRequest) -> PageReply:
        document = self._document(request.path)
        try:
            reading = self._read(document, request)
        except SmartCatError:
            raise
        except (PageTooLargeError, OcrFailedError) as error:
            return _failed(request, str(error))
        except MemoryError:
            return _failed(request, "took more memory than a page may")
        except Exception as error:  # noqa: BLE001 - MuPDF raises what it likes at damaged pages
            return _failed(request, f"damaged ({type(error).__name__})")
        return PageReply(page=reading.page, ocr=reading.ocr)

    def _read(self, document: Document | TextDocument, request: PageRequest) -> PageReading:
        if isinstance(document, TextDocument):
            return PageReading(document.page(request.page_index), None)
        source = document.page(request.page_index)
        if request.text is not None:
            return read_layout(source, request.page_index, request.text, self._options)
        # Loading the engines is left to the first page that needs them.
        return read_page(
            source, request.page_index, self._options, lambda: self._engines, self._settles
        )

    def _document(self, path: Path) -> Document | TextDocument:
        if path not in self._documents:
            while len(self._documents) >= _OPEN_DOCUMENTS:
                self._documents.popitem(last=False)[1].close()
            self._documents[path] = _open(path)
        self._documents.move_to_end(path)
        return self._documents[path]


def _open(path: Path) -> Document | TextDocument:
    try:
        with path.open("rb") as file:
            media_type = sniff(file.read(HEAD_BYTES))
        if media_type is MediaType.TEXT:
            return TextDocument(path)
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror}") from error
    return Document.open(path, media_type)


def _cpu_s() -> float:
    """Return the CPU seconds of this process and of the programs that it ran."""
    programs = os.times()  # counts in hundredths of a second, which a page of text takes
    return time.process_time() + programs.children_user + programs.children_system


def _failed(request: PageRequest, reason: str) -> PageReply:
    return PageReply(page=Page(page_index=request.page_index, failure=reason))
