"""A document is finalised as soon as all its blocks stand, whoever sees that, and however often."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from smartcat.blocks import StoredPages, block_pages, put_block
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.errors import StorageError
from smartcat.finalise import Finaliser
from smartcat.manifest import is_done, load_manifest
from smartcat.models import Page, PageBlock, Source, TextSource
from smartcat.read import OcrChoice, ReadOptions
from smartcat.sorting import Sorter
from smartcat.store import FolderStore
from smartcat.store.layout import BLOCK_PAGES, block_key, manifest_key

PAGES = 2 * BLOCK_PAGES + 5
DOCUMENT = "d0c"


@pytest.fixture(scope="module")
def sorter() -> Sorter:
    return Sorter(load_bundle(starter_bundle_path()))


@pytest.fixture
def finaliser(store: FolderStore, sorter: Sorter) -> Finaliser:
    return Finaliser(store, sorter, ReadOptions(ocr=OcrChoice.TESSEROCR))


def block_of(number: int, *, page_count: int = PAGES, cpu_s: float = 1.0) -> PageBlock:
    pages = block_pages(number * BLOCK_PAGES, range(page_count))
    return PageBlock(
        source=Source(
            key="scan.pdf", sha256="00", size_bytes=1, media_type="x", page_count=page_count
        ),
        path="/scan.pdf",
        reader="r",
        ocr=None,
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        cpu_s=cpu_s,
        pages=tuple(
            Page(page_index=page, text=f"Invoice {page}", text_source=TextSource.TEXT_LAYER)
            for page in pages
        ),
    )


def test_a_block_holds_sixteen_pages_or_the_rest() -> None:
    assert block_pages(0, range(PAGES)) == block_pages(15, range(PAGES)) == range(16)
    assert block_pages(36, range(PAGES)) == range(32, 37)
    assert block_pages(0, range(3)) == range(3)
    assert block_pages(5, range(4, 20)) == range(4, 16)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_block_makes_the_manifest_in_any_order(
    store: FolderStore, finaliser: Finaliser, order: tuple[int, ...]
) -> None:
    for number in order[:-1]:
        put_block(store, DOCUMENT, block_of(number))
        assert finaliser.finalise(DOCUMENT) is None
        assert not is_done(store, DOCUMENT)
    put_block(store, DOCUMENT, block_of(order[-1]))
    manifest = finaliser.finalise(DOCUMENT)
    assert manifest == load_manifest(store, DOCUMENT)
    assert [page.page_index for page in manifest.pages] == list(range(PAGES))
    assert manifest.execution.cpu_s == 3


def test_a_manifest_is_written_once(store: FolderStore, finaliser: Finaliser) -> None:
    for number in range(3):
        put_block(store, DOCUMENT, block_of(number))
    finaliser.finalise(DOCUMENT)
    before = store.head(manifest_key(DOCUMENT))
    assert finaliser.finalise(DOCUMENT) is not None
    assert store.head(manifest_key(DOCUMENT)) == before


def test_a_block_is_stored_once(store: FolderStore) -> None:
    assert put_block(store, DOCUMENT, block_of(1, cpu_s=1.0))
    assert not put_block(store, DOCUMENT, block_of(1, cpu_s=2.0))
    stored = StoredPages.look(store, DOCUMENT)
    assert [block.cpu_s for block in stored.blocks()] == [1.0]
    assert stored.pages == set(range(16, 32))


def test_a_document_without_blocks_is_left_alone(finaliser: Finaliser) -> None:
    assert finaliser.finalise("another") is None


@pytest.mark.parametrize("data", [b"", b"no gzip", b"\x1f\x8b\x08\x00"])
def test_a_damaged_block_is_told_with_its_remedy(
    store: FolderStore, finaliser: Finaliser, data: bytes
) -> None:
    key = block_key(DOCUMENT, 0, 0)
    store.put(key, data)
    with pytest.raises(StorageError, match=f"{key} is damaged, .*; remove it"):
        finaliser.finalise(DOCUMENT)
