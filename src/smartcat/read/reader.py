"""The parent's side: a stream of documents in, each with a stream of pages, out in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, Self

from pydantic import ValidationError

from smartcat import errors
from smartcat.errors import SmartCatError, UnreadableDocumentError
from smartcat.models import DocumentRef, OcrIdentity, Page
from smartcat.read.checks import check_file, check_page_count, check_page_indexes, check_wanted
from smartcat.read.look_ahead import LookAhead
from smartcat.read.messages import (
    REPLY,
    SAMPLE_PAGES,
    DocumentFacts,
    DocumentProbe,
    OpenRequest,
    PageReply,
    PageRequest,
    ProbeRequest,
    Refusal,
    Reply,
)
from smartcat.read.options import ReadLimits, ReadOptions
from smartcat.read.workers import Server, WorkerEndedError, Workers

_NONSENSE = "got nonsense from its reading process"


class ReadRequest(NamedTuple):
    """What to read of one document.

    Attributes:
        document: The file.
        page_indexes: Which pages, in this order; if absent, all that the options name.
        texts: Known texts of the pages asked for; where one is given, only the layout is read.
        first_page: Page index of the first page, where no pages are named.
        last_page: Page index of the last page, likewise; the document may end before. Absent: all
            pages to the end.
    """

    document: DocumentRef
    page_indexes: Sequence[int] | None = None
    texts: Mapping[int, str] = MappingProxyType({})
    first_page: int = 0
    last_page: int | None = None


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
        lost: How many of its pages hung, or crashed what read them, so far.
    """

    request: ReadRequest
    facts: DocumentFacts | None
    failure: SmartCatError | None
    pages: Iterator[Page]
    ocr: OcrIdentity | None = None
    cpu_s: float = 0.0
    lost: int = 0


class _Opened(NamedTuple):
    reading: Reading


class _PageAhead(NamedTuple):
    page_index: int
    ticket: int | None


class Reader:
    """Reads documents with a few processes, pages in parallel, a bounded number of pages ahead.

    Pages of the next documents are read while those of the last are still out, so many small
    documents keep all processes as busy as one large one does.
    """

    def __init__(
        self,
        options: ReadOptions,
        limits: ReadLimits | None = None,
        jobs: int = 1,
        settles: Callable[[Page], bool] | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            options: How to read.
            limits: What reading may use.
            jobs: How many processes.
            settles: Says of a page that was read in part, in the processes that read, whether its
                class is settled, so that the rest need not be read; absent: all of it is read.
        """
        self._options = options
        self.limits = limits = limits or ReadLimits()
        self._workers = Workers(partial(_make_server, options, settles), jobs, limits)
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
        ahead = LookAhead(self._schedule(requests), self._pages_ahead)
        for entry in ahead:
            if isinstance(entry, _PageAhead):  # of a document whose pages nobody wanted
                self._discard(entry)
                continue
            if entry.reading.failure is None:
                entry.reading.pages = self._pages(entry.reading, ahead)
            yield entry.reading

    def probe(
        self, documents: Iterable[DocumentRef], sample_pages: int = SAMPLE_PAGES
    ) -> Iterator[tuple[DocumentRef, DocumentProbe | SmartCatError]]:
        """Estimate in order how much there is to read; what cannot be opened gives its error.

        A bounded number of documents is looked at ahead, so documents may be fetched as they are
        asked for, and let go once they came out.

        Args:
            documents: Which.
            sample_pages: How many pages of each are looked at.
        """
        entries = ((one, self._submit_probe(one, sample_pages)) for one in documents)
        for document, submitted in LookAhead(entries, self._pages_ahead):
            yield document, self._probed(submitted)

    def _pages(self, reading: Reading, ahead: LookAhead[_Opened | _PageAhead]) -> Iterator[Page]:
        while isinstance(ahead.peek(), _PageAhead):
            entry = next(ahead)
            if isinstance(entry, _PageAhead):
                yield self._page(reading, entry)

    def _page(self, reading: Reading, ahead: _PageAhead) -> Page:
        if ahead.ticket is None or self._is_lost(reading):
            self._discard(ahead)  # what it says depends on how far ahead it was read
            reason = f"{reading.lost} pages of this document hung or crashed before it"
            return Page(page_index=ahead.page_index, failure=f"was not read: {reason}")
        try:
            reply = self._reply(ahead.ticket)
        except _NoAnswerError as error:
            reading.lost += isinstance(error, _LostError)
            return Page(page_index=ahead.page_index, failure=str(error))
        if isinstance(reply, Refusal):
            refusal = reply.as_error()
            if isinstance(refusal, errors.DocumentError):
                return Page(page_index=ahead.page_index, failure=str(refusal))
            raise refusal
        if not isinstance(reply, PageReply) or reply.page.page_index != ahead.page_index:
            return Page(page_index=ahead.page_index, failure=_NONSENSE)
        reading.ocr = reading.ocr or reply.ocr
        reading.cpu_s += reply.cpu_s
        return reply.page

    def _is_lost(self, reading: Reading) -> bool:
        """Whether no more pages are read of a document: each takes as long as a page may."""
        return reading.lost >= self.limits.lost_pages

    def _discard(self, ahead: _PageAhead) -> None:
        if ahead.ticket is None:
            return
        with suppress(WorkerEndedError):
            self._workers.result(ahead.ticket)

    def _schedule(self, requests: Iterable[ReadRequest]) -> Iterator[_Opened | _PageAhead]:
        for request in requests:
            try:
                facts = self._open(request)
            except SmartCatError as error:
                yield _Opened(Reading(request, None, error, iter(())))
                continue
            reading = Reading(request, facts, None, iter(()))
            yield _Opened(reading)
            for page_index in self._wanted(request, facts.page_count):
                is_lost = self._is_lost(reading)
                ticket = None if is_lost else self._submit_page(request, page_index)
                yield _PageAhead(page_index, ticket)

    def _wanted(self, request: ReadRequest, page_count: int) -> Sequence[int]:
        if request.page_indexes is not None:
            return request.page_indexes
        return self._options.wanted_of(page_count, request.first_page, request.last_page)

    def _submit_page(self, request: ReadRequest, page_index: int) -> int:
        text = request.texts.get(page_index)
        message = PageRequest(path=request.document.path, page_index=page_index, text=text)
        return self._workers.submit(message.model_dump_json().encode())

    def _open(self, request: ReadRequest) -> DocumentFacts:
        check_file(request.document.path, self.limits.max_bytes)
        message = OpenRequest(path=request.document.path).model_dump_json().encode()
        reply = self._document_reply(self._workers.submit(message, first=True), "opening")
        if not isinstance(reply, DocumentFacts):
            raise UnreadableDocumentError(f"opening it {_NONSENSE}")
        check_page_count(reply.page_count, self.limits.max_pages)
        check_page_indexes(request.page_indexes or (), reply.page_count)
        check_wanted(self._options, reply.page_count)
        return reply

    def _submit_probe(self, document: DocumentRef, sample_pages: int) -> int | SmartCatError:
        try:
            check_file(document.path, self.limits.max_bytes)
        except SmartCatError as error:
            return error
        message = ProbeRequest(path=document.path, sample_pages=sample_pages)
        return self._workers.submit(message.model_dump_json().encode())

    def _probed(self, submitted: int | SmartCatError) -> DocumentProbe | SmartCatError:
        if isinstance(submitted, SmartCatError):
            return submitted
        try:
            reply = self._document_reply(submitted, "looking at")
            if not isinstance(reply, DocumentProbe):
                return UnreadableDocumentError(f"looking at it {_NONSENSE}")
            check_page_count(reply.page_count, self.limits.max_pages)
        except SmartCatError as error:
            return error
        return reply

    def _document_reply(self, ticket: int, attempt: str) -> Reply:
        """Wait for an answer about a document as a whole; a refusal is raised."""
        try:
            reply = self._reply(ticket)
        except _NoAnswerError as error:
            raise UnreadableDocumentError(f"{attempt} it {error}") from error
        if isinstance(reply, Refusal):
            raise reply.as_error()
        return reply

    def _reply(self, ticket: int) -> Reply:
        """Wait for an answer; if hostile bytes took its process over, it may be anything."""
        try:
            return REPLY.validate_json(self._workers.result(ticket))
        except WorkerEndedError as error:
            raise _LostError(str(error)) from error
        except ValidationError:  # what it says has text of the document in it
            raise _NoAnswerError(_NONSENSE) from None


class _NoAnswerError(Exception):
    """A reading process ended, or answered what is none; the message says which."""


class _LostError(_NoAnswerError):
    """A reading process ended."""


def _make_server(options: ReadOptions, settles: Callable[[Page], bool] | None) -> Server:
    from smartcat.read.server import PageServer

    return PageServer(options, settles)
