"""Page blocks in a results store."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from pydantic import ValidationError

from smartcat.errors import StorageError
from smartcat.models import PageBlock
from smartcat.store import ObjectStore
from smartcat.store.layout import BLOCK_PAGES, block_key, block_range, blocks_prefix

_FASTEST = 1
"""Compression level: text shrinks to a third at once, and to little less with more work."""


def block_pages(page_index: int, wanted: range) -> range:
    """Page indexes of the block that a page is in, of those that are wanted."""
    first = page_index - page_index % BLOCK_PAGES
    return range(max(first, wanted.start), min(first + BLOCK_PAGES, wanted.stop))


def put_block(store: ObjectStore, document_id: str, block: PageBlock) -> bool:
    """Store a block unless it is there; whether it was stored."""
    key = block_key(document_id, block.pages[0].page_index, block.pages[-1].page_index)
    data = gzip.compress(block.model_dump_json().encode(), compresslevel=_FASTEST, mtime=0)
    return store.put_if_absent(key, data)


@dataclass(frozen=True)
class StoredPages:
    """The page blocks of a document when somebody looked.

    Attributes:
        store: Where.
        keys: Its page blocks, in page order.
    """

    store: ObjectStore
    keys: tuple[str, ...] = ()

    @classmethod
    def look(cls, store: ObjectStore, document_id: str) -> Self:
        """Look what is stored of a document, with a single request."""
        return cls(store, tuple(one.key for one in store.list(blocks_prefix(document_id))))

    @property
    def pages(self) -> set[int]:
        """Page indexes of which there is a block."""
        ranges = map(block_range, self.keys)
        return {page for first, last in ranges for page in range(first, last + 1)}

    def blocks(self) -> Iterator[PageBlock]:
        """Read the blocks one by one, in page order.

        Raises:
            StorageError: One of them is damaged.
        """
        for key in self.keys:
            yield _parsed(key, self.store.get(key))


def _parsed(key: str, data: bytes) -> PageBlock:
    try:
        return PageBlock.model_validate_json(gzip.decompress(data))
    except (EOFError, OSError, ValidationError, zlib.error) as error:
        raise StorageError(
            f"the page block {key} is damaged, or of a newer SmartCat; remove it, and run again"
        ) from error
