"""The parent's side: a stream of documents in, each with a stream of pages, out in order."""

import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from smartcat import errors
from smartcat.errors import DocumentTooLargeError, SmartCatError, UnreadableDocumentError
from smartcat.models import DocumentRef, OcrIdentity, Page
from smartcat.read.messages import (
    REPLY,
    DocumentFacts,
    OpenRequest,
    PageReply,
    PageRequest,
    Refusal,
)
from smartcat.read.options import ReadLimits, ReadOptions
from smartcat.read.workers import Server, WorkerEndedError, Workers


@dataclass(frozen=True)
class ReadRequest:
    """What to read of one document.

    Attributes:
        document: The file.
        page_indexes: Which pages, in this order; all if absent.
        texts: Known texts of the pages asked for; where one is given, only the layout is read.
    """

    document: DocumentRef
    page_indexes: Sequence[int] | None = None
    texts: dict[int, str] = field(default_factory=dict)


@dataclass
class Reading:
    """A document as it is being read.

    Attributes:
        request: What was asked for.
        facts: What the document is; absent if it could not be opened.
        failure: Why it could not be opened; absent if it could.
        pages: The pages in order, each as soon as it was read; to be iterated once.
        ocr: What recognised pages so far, if any were.
        cpu_s: CPU seconds that its pages took so far.
    """

    request: ReadRequest
    facts: DocumentFacts | None
    failure: SmartCatError | None
    pages: Iterator[Page]
    ocr: OcrIdentity | None = None
    cpu_s: float = 0.0


@dataclass(frozen=True)
class _Opened:
    request: ReadRequest
    facts: DocumentFacts | SmartCatError


@dataclass(frozen=True)
class _PageAhead:
    page_index: int
    ticket: int


class Reader:
    """Reads documents with a few processes, pages in parallel, a bounded number of pages ahead.

    Pages of the next documents are read while those of the last are still out, so many small
    documents keep all processes as busy as one large one does.
    """

    def __init__(
        self, options: ReadOptions, limits: ReadLimits | None = None, jobs: int = 1
    ) -> None:
        """Start nothing yet.

        Args:
            options: How to read.
            limits: What reading may use.
            jobs: How many processes.
        """
        self._limits = limits = limits or ReadLimits()
        self._workers = Workers(partial(_make_server, options), jobs, limits)
        self._pages_ahead = 2 * jobs + 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def read(self, requests: Iterable[ReadRequest]) -> Iterator[Reading]:
        """Read documents in order; the pages of each must be used up before the next is asked for.

        Raises:
            ConfigurationError: An OCR engine or a language pack is missing; while iterating.
        """
        ahead = _LookAhead(self._schedule(requests), self._pages_ahead)
        for entry in ahead:
            if isinstance(entry, _PageAhead):  # of a document whose pages nobody wanted
                self._discard(entry)
                continue
            if isinstance(entry.facts, SmartCatError):
                yield Reading(entry.request, None, entry.facts, iter(()))
                continue
            reading = Reading(entry.request, entry.facts, None, iter(()))
            reading.pages = self._pages(reading, ahead)
            yield reading

    def _pages(self, reading: Reading, ahead: "_LookAhead") -> Iterator[Page]:
        while isinstance(ahead.peek(), _PageAhead):
            entry = next(ahead)
            if isinstance(entry, _PageAhead):
                yield self._page(reading, entry)

    def _page(self, reading: Reading, ahead: _PageAhead) -> Page:
        try:
            reply = REPLY.validate_json(self._workers.result(ahead.ticket))
        except WorkerEndedError as error:
            return Page(page_index=ahead.page_index, failure=str(error))
        if isinstance(reply, Refusal):
            refusal = reply.as_error()
            if isinstance(refusal, errors.DocumentError):
                return Page(page_index=ahead.page_index, failure=str(refusal))
            raise refusal
        if not isinstance(reply, PageReply):
            raise TypeError(f"a page was asked for and a {reply.kind} came")
        reading.ocr = reading.ocr or reply.ocr
        reading.cpu_s += reply.cpu_s
        return reply.page

    def _discard(self, ahead: _PageAhead) -> None:
        try:
            self._workers.result(ahead.ticket)
        except WorkerEndedError:
            return

    def _schedule(self, requests: Iterable[ReadRequest]) -> Iterator[_Opened | _PageAhead]:
        for request in requests:
            try:
                facts = self._open(request)
            except SmartCatError as error:
                yield _Opened(request, error)
                continue
            yield _Opened(request, facts)
            page_indexes = request.page_indexes
            for page_index in range(facts.page_count) if page_indexes is None else page_indexes:
                yield _PageAhead(page_index, self._submit_page(request, page_index))

    def _submit_page(self, request: ReadRequest, page_index: int) -> int:
        text = request.texts.get(page_index)
        message = PageRequest(path=request.document.path, page_index=page_index, text=text)
        return self._workers.submit(message.model_dump_json().encode())

    def _open(self, request: ReadRequest) -> DocumentFacts:
        _check_file(request.document.path, self._limits.max_bytes)
        message = OpenRequest(path=request.document.path).model_dump_json().encode()
        try:
            data = self._workers.result(self._workers.submit(message, first=True))
        except WorkerEndedError as error:
            raise UnreadableDocumentError(f"opening it {error}") from error
        reply = REPLY.validate_json(data)
        if isinstance(reply, Refusal):
            raise reply.as_error()
        if not isinstance(reply, DocumentFacts):
            raise TypeError(f"a document was asked for and a {reply.kind} came")
        _check_pages(reply.page_count, request, self._limits.max_pages)
        return reply


class _LookAhead:
    """An iterator that works ahead by a bounded number of entries and can be peeked into."""

    def __init__(self, entries: Iterator[_Opened | _PageAhead], size: int) -> None:
        self._entries = entries
        self._size = size
        self._queue: deque[_Opened | _PageAhead] = deque()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _Opened | _PageAhead:
        if self.peek() is None:
            raise StopIteration
        return self._queue.popleft()

    def peek(self) -> _Opened | _PageAhead | None:
        while len(self._queue) < self._size and (entry := next(self._entries, None)) is not None:
            self._queue.append(entry)
        return self._queue[0] if self._queue else None


def _make_server(options: ReadOptions) -> Server:
    from smartcat.read.server import PageServer

    return PageServer(options)


def _check_file(path: Path, max_bytes: int) -> None:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise errors.DocumentNotFoundError("there is no such file") from None
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocumentError("not a regular file")
    if status.st_size > max_bytes:
        raise DocumentTooLargeError(f"{status.st_size} bytes are over the limit of {max_bytes}")


def _check_pages(page_count: int, request: ReadRequest, max_pages: int) -> None:
    if page_count > max_pages:
        raise DocumentTooLargeError(
            f"{page_count} pages are over the limit of {max_pages}; raise it with --max-pages"
        )
    missing = [index for index in request.page_indexes or () if not 0 <= index < page_count]
    if missing:
        raise UnreadableDocumentError(
            f"page {missing[0] + 1} was asked for, but there are {page_count}"
        )
