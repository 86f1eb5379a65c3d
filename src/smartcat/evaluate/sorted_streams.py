"""Sort the streams of a dataset, as `smartcat classify` would sort them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from smartcat.dataset import LabelledPage
from smartcat.models import ModelIdentity, Page, PageResult, Segment
from smartcat.sorting import SortedStream


class StreamSorter(Protocol):
    """What is measured; `smartcat.sorting.Sorter` is one."""

    @property
    def identity(self) -> ModelIdentity:
        """Which model decides."""
        ...

    def sort(self, pages: Iterable[Page]) -> SortedStream:
        """Sort a page stream, in order, with ascending page indexes."""
        ...


@dataclass(frozen=True, slots=True)
class MeasuredStream:
    """A page stream of the dataset, and what the sorter made of it.

    Attributes:
        pages: Its pages, in order.
        results: What was found out about each of them.
        segments: The documents that were found.
    """

    pages: Sequence[LabelledPage]
    results: Sequence[PageResult]
    segments: Sequence[Segment]

    @property
    def has_known_boundaries(self) -> bool:
        """Whether there is any place to cut, and it is known where that is right."""
        return len(self.pages) > 1 and all(page.tells_document for page in self.pages)


def sort_streams(pages: Iterable[LabelledPage], sorter: StreamSorter) -> list[MeasuredStream]:
    """Sort each stream of a dataset."""
    streams: dict[str, list[LabelledPage]] = {}
    for page in pages:
        streams.setdefault(page.stream, []).append(page)
    return [_sorted(stream, sorter) for stream in streams.values()]


def _sorted(pages: Sequence[LabelledPage], sorter: StreamSorter) -> MeasuredStream:
    """Sort a stream; it may span files, so its pages get numbers of their own."""
    numbered = (
        page.page.model_copy(update={"page_index": index}) for index, page in enumerate(pages)
    )
    stream = sorter.sort(numbered)
    return MeasuredStream(pages, stream.pages, stream.segments)
