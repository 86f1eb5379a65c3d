"""Do the work items of a shard: read pages, store them in blocks, finalise what is complete."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from smartcat.blocks import StoredPages, block_pages, put_block
from smartcat.claims import Claims, Hold
from smartcat.errors import (
    AccessDeniedError,
    DocumentError,
    SmartCatError,
    UnreadableDocumentError,
)
from smartcat.finalise import Finaliser
from smartcat.manifest import is_done
from smartcat.models import (
    DocumentManifest,
    DocumentRef,
    ItemDocument,
    Page,
    PageBlock,
    Source,
    WorkItem,
)
from smartcat.pipeline import source_of
from smartcat.read import DocumentFacts, Reader, Reading, ReadRequest
from smartcat.read.look_ahead import LookAhead
from smartcat.store import ObjectStore
from smartcat.worker.fetching import DocumentFetcher, Fetching

_FETCHED_AHEAD = 2
"""Documents that are on their way, or wait, while others are read."""


@dataclass
class Tally:
    """What came of a shard so far.

    Attributes:
        failed: Documents that have a failed manifest now.
        pages: Pages that were read.
        repeated: Blocks of them that another worker had stored meanwhile.
        cpu_s: CPU seconds that reading them took.
    """

    failed: set[str] = field(default_factory=set)
    pages: int = 0
    repeated: int = 0
    cpu_s: float = 0.0


@dataclass(frozen=True)
class ShardWorker:
    """Does work items; what it did is stored, so another may go on where it ended.

    Attributes:
        store: Where blocks and manifests go.
        reader: Reads pages.
        finaliser: Writes manifests.
        claims: Keeps other runs from the same documents.
        fetcher: Brings documents to this machine.
        tally: What came of it so far.
    """

    store: ObjectStore
    reader: Reader
    finaliser: Finaliser
    claims: Claims
    fetcher: DocumentFetcher
    tally: Tally = field(default_factory=Tally)

    def work(self, items: Iterable[WorkItem]) -> tuple[WorkItem, ...]:
        """Do work items in order.

        Returns:
            Those whose document another run is at work on.

        Raises:
            ConfigurationError: An OCR engine or a language pack is missing.
            TransientError: The store does not answer; what was done is stored.
        """
        ahead: deque[WorkItem] = deque()
        left: list[WorkItem] = []
        for reading in self.reader.read(self._requests(items, ahead, left)):
            self._take(ahead.popleft().document, reading)
            self.fetcher.release(reading.request.document.path)
        return tuple(left)

    def _requests(
        self, items: Iterable[WorkItem], ahead: deque[WorkItem], left: list[WorkItem]
    ) -> Iterator[ReadRequest]:
        """Ask for what is still to be read; the reader works ahead of the pages that it gives."""
        for begun in LookAhead(self._begun(items, left), _FETCHED_AHEAD):
            document = begun.item.document
            try:
                path = self.fetcher.end(begun.fetching)
            except (DocumentError, AccessDeniedError) as error:
                self._fail(document, error)
                continue
            except SmartCatError as error:  # what is said of it goes to logs, without its name
                raise type(error)(f"document {document.document_id} cannot be fetched") from error
            if self.claims.take(document.document_id) is Hold.NONE:  # it took too long to come
                left.append(begun.item)
                self.fetcher.release(path)
                continue
            ahead.append(begun.item)
            reference = DocumentRef(key=document.key, path=path)
            first, last = begun.item.first_page, begun.item.last_page
            yield ReadRequest(reference, begun.pending, first_page=first, last_page=last)

    def _begun(self, items: Iterable[WorkItem], left: list[WorkItem]) -> Iterator["_Begun"]:
        """Claim what is still to be done, and let it be fetched."""
        for item in items:
            document_id = item.document.document_id
            if is_done(self.store, document_id):
                continue
            hold = self.claims.take(document_id)
            if hold is Hold.NONE:
                left.append(item)
                continue
            stored = StoredPages(self.store)
            if hold is not Hold.FIRST:  # a list costs as much as the OCR of a page
                stored = StoredPages.look(self.store, document_id)
            pending = self._pending(item, stored)
            if pending is not None and not pending:
                self._finalised(document_id, self.finaliser.finalise(document_id))
            else:
                yield _Begun(item, pending, self.fetcher.begin(item.document))

    def _pending(self, item: WorkItem, stored: StoredPages) -> Sequence[int] | None:
        """Pages of the item without a block; None if all, as far as the document goes."""
        block = next(stored.blocks(), None)
        if block is None or block.source.page_count is None:
            return None
        read, done = self.finaliser.read, stored.pages
        pages = read.wanted_of(block.source.page_count, item.first_page, item.last_page)
        return [page for page in pages if page not in done]

    def _take(self, document: ItemDocument, reading: Reading) -> None:
        """Store the pages of a document as they come."""
        source = source_of(reading)
        if reading.failure is not None or reading.facts is None:
            error = reading.failure or UnreadableDocumentError("it could not be opened")
            self._fail(document, error, source)
            return
        document_id = document.document_id
        wanted = self.finaliser.read.wanted(reading.facts.page_count)
        whole = None
        for block in _blocks(document, reading, source, reading.facts, wanted):
            is_first = put_block(self.store, document_id, block)
            self.tally.repeated += not is_first
            self.tally.pages += len(block.pages)
            self.claims.take(document_id)
            if is_first and len(block.pages) == len(wanted):
                whole = block
        self.tally.cpu_s += reading.cpu_s
        if whole is None:
            self._finalised(document_id, self.finaliser.finalise(document_id))
        else:  # it need not be asked for
            self._finalised(document_id, self.finaliser.finalise_from(document_id, [whole]))

    def _finalised(self, document_id: str, manifest: DocumentManifest | None) -> None:
        """Take note of a document that is done, if it is."""
        if manifest is None:
            return
        if manifest.failure is not None:
            self.tally.failed.add(document_id)
        self.claims.release(document_id)

    def _fail(
        self, document: ItemDocument, error: SmartCatError, source: Source | None = None
    ) -> None:
        """Store why there is no result; the others go on."""
        self.finaliser.fail(document, error, source)
        self.tally.failed.add(document.document_id)
        self.claims.release(document.document_id)


@dataclass(frozen=True)
class _Begun:
    """An item whose document is on its way, and its pages without a block, if it is known which."""

    item: WorkItem
    pending: Sequence[int] | None
    fetching: Fetching


def _blocks(
    document: ItemDocument, reading: Reading, source: Source, facts: DocumentFacts, wanted: range
) -> Iterator[PageBlock]:
    """Give each block as soon as its last page was read."""
    pages: list[Page] = []
    started_at, counted_s = datetime.now(UTC), 0.0
    for page in reading.pages:
        pages.append(page)
        if page.page_index == block_pages(page.page_index, wanted)[-1]:
            yield PageBlock(
                source=source,
                path=document.place,
                reader=facts.reader,
                ocr=reading.ocr,
                started_at=started_at,
                cpu_s=round(reading.cpu_s - counted_s, 3),
                route=document.route,
                pages=tuple(pages),
            )
            pages = []
            started_at, counted_s = datetime.now(UTC), reading.cpu_s
