"""Read the pages of a labelled dataset."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from smartcat.bundle import LearnedCorrections
from smartcat.dataset.cache import PageCache
from smartcat.dataset.labelled_page import LabelledPage
from smartcat.dataset.rows import DatasetRow
from smartcat.errors import DatasetError
from smartcat.models import DocumentRef, Page, TextSource
from smartcat.read import MediaType, Reader, Reading, ReadRequest, read_text

Progress = Callable[[int, int], None]
"""Told how many files of how many are read."""


class LeftOut(NamedTuple):
    """Something that could not be read.

    Attributes:
        key: The name of the file.
        position: What the file is called where its name must not stand: ``file 3 of 12``.
        why: What was left out and why, to be said behind either.
    """

    key: str
    position: str
    why: str


@dataclass(frozen=True)
class Dataset:
    """A labelled dataset whose pages were read.

    Attributes:
        pages: All pages that could be read, in stream order.
        left_out: What could not be read.
        corrections: What is recorded of corrections that are among the pages.
    """

    pages: tuple[LabelledPage, ...]
    left_out: tuple[LeftOut, ...] = ()
    corrections: LearnedCorrections | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read, and why; with names, so not for logs."""
        return tuple(f"{one.key}{one.why}" for one in self.left_out)


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
    positions = {one.document.path: number for number, one in enumerate(requests, start=1)}
    pages: dict[Path, tuple[Page, ...]] = {}
    left_out: list[LeftOut] = []
    for request, read, failure in _read_all(requests, reader, cache):
        pages[request.document.path] = tuple(page for page in read if not page.failure)
        position = f"file {positions[request.document.path]} of {len(requests)}"
        left_out += [
            LeftOut(request.document.key, position, why) for why in _left_out(read, failure)
        ]
        if progress:
            progress(len(pages), len(requests))
    labelled = tuple(page for row in rows for page in _labelled(row, pages[row.path]))
    if not labelled:
        why = "no file has the pages that were named"
        if left_out:
            why = f"{left_out[0].position}{left_out[0].why}"
        raise DatasetError(f"no page of the dataset could be read: {why}")
    return Dataset(labelled, tuple(left_out))


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
        raise DatasetError(f"cannot read a text that was supplied: {error.strerror}") from error


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


def _left_out(pages: tuple[Page, ...], failure: str | None) -> list[str]:
    if failure:
        return [f" is left out: {failure}"]
    return [
        f", page {page.page_index + 1}, is left out: {page.failure}"
        for page in pages
        if page.failure
    ]


def _labelled(row: DatasetRow, pages: tuple[Page, ...]) -> Iterator[LabelledPage]:
    for page in pages:
        if row.page_index in {None, page.page_index} and page.page_index not in row.without:
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
