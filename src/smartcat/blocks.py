"""Page blocks in a results store."""

import gzip
import zlib
from collections.abc import Iterator

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


def stored_pages(store: ObjectStore, document_id: str) -> set[int]:
    """Page indexes of which there is a block."""
    ranges = [block_range(stored.key) for stored in store.list(blocks_prefix(document_id))]
    return {page for first, last in ranges for page in range(first, last + 1)}


def load_blocks(store: ObjectStore, document_id: str) -> Iterator[PageBlock]:
    """Read the blocks of a document one by one, in page order.

    Raises:
        StorageError: One of them is damaged.
    """
    for stored in store.list(blocks_prefix(document_id)):
        yield _parsed(stored.key, store.get(stored.key))


def _parsed(key: str, data: bytes) -> PageBlock:
    try:
        return PageBlock.model_validate_json(gzip.decompress(data))
    except (EOFError, OSError, ValidationError, zlib.error) as error:
        raise StorageError(f"the page block {key} is damaged; remove it, and run again") from error
