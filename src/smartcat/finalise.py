"""Finalise a document: as soon as all its page blocks stand, whoever sees that writes the manifest.

Nothing is counted: what is stored tells what is done. It does not matter which worker comes last,
whether two come last at once, or whether one was lost in between.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain

from smartcat.blocks import StoredPages
from smartcat.errors import SmartCatError
from smartcat.logs import MEASURED
from smartcat.manifest import store_manifest
from smartcat.measures import measured
from smartcat.models import DocumentManifest, ItemDocument, Page, PageBlock, Settings, Source
from smartcat.pipeline import Origin, manifest_of, settings_of
from smartcat.read import ReadOptions
from smartcat.sorting import SortedStream, Sorter
from smartcat.store import ObjectStore

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finaliser:
    """Writes manifests from page blocks.

    Attributes:
        store: Where blocks are, and manifests go.
        sorter: The model that decides.
        read: How pages are read, and which.
    """

    store: ObjectStore
    sorter: Sorter
    read: ReadOptions

    @cached_property
    def settings(self) -> Settings:
        """The settings that change the result."""
        return settings_of(self.read, self.sorter)

    def finalise(self, document_id: str) -> DocumentManifest | None:
        """Write the manifest of a document if all its pages are stored; else do nothing.

        Returns:
            The manifest, if it was written or an equal one was there.

        Raises:
            StorageError: The store does not answer, or a block is damaged.
        """
        stored = StoredPages.look(self.store, document_id)
        blocks = stored.blocks()
        first = next(blocks, None)
        if first is None or first.source.page_count is None:
            return None
        if not set(self.read.wanted(first.source.page_count)) <= stored.pages:
            return None
        return self.finalise_from(document_id, chain([first], blocks))

    def finalise_from(self, document_id: str, blocks: Iterable[PageBlock]) -> DocumentManifest:
        """Write the manifest of a document of which these are all blocks, as they are stored.

        Raises:
            StorageError: The store does not answer, or a block is damaged.
        """
        taken = _Taken()
        stream = self.sorter.sort(taken.pages(blocks))
        origin = taken.origin()
        manifest = manifest_of(document_id, origin, stream, self.sorter.identity, self.settings)
        store_manifest(self.store, manifest)
        told = {"document_id": document_id, MEASURED: measured(manifest)}
        _logger.info("document done", extra=told)
        return manifest

    def fail(
        self, document: ItemDocument, error: SmartCatError, source: Source | None = None
    ) -> DocumentManifest:
        """Write down why a document has no result.

        Args:
            document: Which.
            error: Why.
            source: What is known of its bytes; absent if it could not be fetched.
        """
        origin = Origin(
            source=source or _unread(document),
            place=document.place,
            reader=None,
            ocr=None,
            failure=error,
            started_at=datetime.now(UTC),
            cpu_s=0.0,
            route=document.route,
        )
        nothing, model = SortedStream((), ()), self.sorter.identity
        manifest = manifest_of(document.document_id, origin, nothing, model, self.settings)
        store_manifest(self.store, manifest)
        told = {"document_id": document.document_id, "error": type(error).__name__}
        _logger.warning("document failed", extra={**told, MEASURED: measured(manifest)})
        return manifest


def _unread(document: ItemDocument) -> Source:
    """Describe a document that could not be fetched."""
    return Source(
        key=document.key,
        sha256=None,
        size_bytes=document.size_bytes,
        media_type=None,
        page_count=None,
    )


@dataclass
class _Taken:
    """What the blocks that went by said besides their pages."""

    blocks: list[PageBlock] = field(default_factory=list)

    def pages(self, blocks: Iterable[PageBlock]) -> Iterator[Page]:
        """Hand pages on, block by block: memory stays flat in pages."""
        for block in blocks:
            yield from block.pages
            self.blocks.append(block.model_copy(update={"pages": ()}))

    def origin(self) -> Origin:
        """Where all the pages came from."""
        first = self.blocks[0]
        ocr = next((block.ocr for block in self.blocks if block.ocr is not None), None)
        return Origin(
            source=first.source,
            place=first.path,
            reader=first.reader,
            ocr=ocr,
            failure=None,
            started_at=min(block.started_at for block in self.blocks),
            cpu_s=sum(block.cpu_s for block in self.blocks),
            route=self.blocks[-1].route,  # a function may have handed the rest over
        )
