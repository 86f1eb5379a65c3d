"""Read the pages of a labelled dataset."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smartcat.dataset.cache import PageCache
from smartcat.dataset.labelled_page import LabelledPage
from smartcat.dataset.rows import DatasetRow
from smartcat.errors import DatasetError
from smartcat.models import DocumentRef, Page, TextSource
from smartcat.read import MediaType, Reader, Reading, ReadRequest, read_text

Progress = Callable[[int, int], None]
"""Told how many files of how many are read."""


@dataclass(frozen=True)
class Dataset:
    """A labelled dataset whose pages were read.

    Attributes:
        pages: All pages that could be read, in stream order.
        warnings: What could not be read, and why.
    """

    pages: tuple[LabelledPage, ...]
    warnings: tuple[str, ...]


def read_dataset(
    rows: Iterable[DatasetRow], reader: Reader, cache: PageCache, progress: Progress | None = None
) -> Dataset:
    """Read all pages that rows name, each file once.

    Args:
        rows: The rows, in stream order.
        reader: What reads pages.
        cache: Where pages that were read before are found, and those read now are kept.
        progress: Told after each file.

    Raises:
        DatasetError: No page could be read.
        ConfigurationError: An OCR engine or a language pack is missing.
    """
    rows = list(rows)
    requests = _requests(rows)
    pages: dict[Path, tuple[Page, ...]] = {}
    warnings: list[str] = []
    for request, read, failure in _read_all(requests, reader, cache):
        pages[request.document.path] = tuple(page for page in read if not page.failure)
        warnings += _warnings(request.document.key, read, failure)
        if progress:
            progress(len(pages), len(requests))
    labelled = tuple(page for row in rows for page in _labelled(row, pages[row.path]))
    if not labelled:
        why = warnings[0] if warnings else "no file has the pages that were named"
        raise DatasetError(f"no page of the dataset could be read: {why}")
    return Dataset(labelled, tuple(warnings))


def _requests(rows: list[DatasetRow]) -> list[ReadRequest]:
    """Ask for each file once, with the pages that its rows name in ascending order."""
    by_path: dict[Path, list[DatasetRow]] = {}
    for row in rows:
        by_path.setdefault(row.path, []).append(row)
    return [_request(path, group) for path, group in by_path.items()]


def _request(path: Path, rows: list[DatasetRow]) -> ReadRequest:
    indexes = sorted(row.page_index for row in rows if row.page_index is not None)
    texts = {row.page_index or 0: _text(row.text_path) for row in rows if row.text_path}
    all_pages = len(indexes) < len(rows)
    return ReadRequest(
        DocumentRef(key=rows[0].key, path=path), None if all_pages else indexes, texts
    )


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except OSError as error:
        raise DatasetError(f"cannot read the text {path}: {error.strerror}") from error


def _read_all(
    requests: list[ReadRequest], reader: Reader, cache: PageCache
) -> Iterator[tuple[ReadRequest, tuple[Page, ...], str | None]]:
    """Yield each request with its pages, and why there are none; those at hand come first."""
    to_read = []
    for request in requests:
        key = cache.key(request.document.path, request.page_indexes, request.texts)
        if (pages := _empty_text(request) or cache.get(key)) is not None:
            yield request, pages, None
        else:
            to_read.append((request, key))
    readings = reader.read(request for request, _ in to_read)
    for (request, key), reading in zip(to_read, readings, strict=True):
        pages = tuple(_as_supplied(page, reading) for page in reading.pages)
        if reading.failure is None:
            cache.put(key, pages)
        yield request, pages, str(reading.failure) if reading.failure else None


def _empty_text(request: ReadRequest) -> tuple[Page, ...] | None:
    """Take an empty file for the text of a page without words: that, too, tells of its class."""
    if request.document.path.stat().st_size:
        return None
    return (Page(page_index=0, text_source=TextSource.SUPPLIED),)


def _as_supplied(page: Page, reading: Reading) -> Page:
    if reading.facts is None or reading.facts.media_type is not MediaType.TEXT:
        return page
    return page.model_copy(update={"text_source": TextSource.SUPPLIED})


def _warnings(key: str, pages: tuple[Page, ...], failure: str | None) -> list[str]:
    if failure:
        return [f"{key} is left out: {failure}"]
    return [
        f"{key}, page {page.page_index + 1}, is left out: {page.failure}"
        for page in pages
        if page.failure
    ]


def _labelled(row: DatasetRow, pages: tuple[Page, ...]) -> Iterator[LabelledPage]:
    for page in pages:
        if row.page_index in {None, page.page_index}:
            origin = f"{row.key}, page {page.page_index + 1}"
            yield LabelledPage(
                page=page,
                label=row.label,
                document=row.document,
                stream=row.stream,
                origin=origin,
                tells_document=row.tells_document,
                facts=row.facts,
            )
