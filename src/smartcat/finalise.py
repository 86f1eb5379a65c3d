"""Finalise a document: as soon as all its page blocks stand, whoever sees that writes the manifest.

Nothing is counted: what is stored tells what is done. It does not matter which worker comes last,
whether two come last at once, or whether one was lost in between.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from smartcat.blocks import StoredPages
from smartcat.manifest import store_manifest
from smartcat.models import DocumentManifest, Page, PageBlock, Settings
from smartcat.pipeline import Origin, manifest_of, settings_of
from smartcat.read import ReadOptions
from smartcat.sorting import Sorter
from smartcat.store import ObjectStore


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
        return manifest


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
