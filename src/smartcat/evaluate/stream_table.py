"""The pages of all streams that can be cut, in columns of numbers that can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartcat.dataset import LabelledPage
from smartcat.evaluate.sorted_streams import MeasuredStream
from smartcat.models import ClassLabel

_PAGE_OF_DOCUMENT = "document_page"
"""A column of ``labels.csv``: the page's number in its document, where pages lie out of order."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StreamTable:
    """What is true and what was found, page by page; numbers run over all streams.

    Attributes:
        pages: The pages, stream by stream.
        stream_numbers: Which stream each page is of.
        documents: Which true document each page is of.
        segments: Which segment each page was put into; one that was left out of all (a separator
            sheet) is a segment of its own.
        confidences: Probability that a document begins at each page; NaN where it was not scored.
        document_labels: The class of each document; absent unless its labelled pages agree on it.
        segment_labels: The best guess for each segment; absent if nothing of it was scored.
        shuffled_documents: Documents whose pages do not lie in their order.
    """

    pages: Sequence[LabelledPage]
    stream_numbers: Numbers
    documents: Numbers
    segments: Numbers
    confidences: NDArray[np.float64]
    document_labels: Sequence[ClassLabel | None]
    segment_labels: Sequence[ClassLabel | None]
    shuffled_documents: frozenset[int]

    @classmethod
    def of(cls, streams: Iterable[MeasuredStream]) -> Self | None:
        """Lay out the streams whose boundaries are known; absent if there are none."""
        streams = [stream for stream in streams if stream.has_known_boundaries]
        if not streams:
            return None
        pages = [page for stream in streams for page in stream.pages]
        documents = _documents(streams)
        segments, segment_labels = _segments(streams)
        members: list[list[LabelledPage]] = [[] for _ in range(max(documents) + 1)]
        for page, document in zip(pages, documents, strict=True):
            members[document].append(page)
        return cls(
            pages=pages,
            stream_numbers=np.repeat(
                np.arange(len(streams)), [len(stream.pages) for stream in streams]
            ),
            documents=np.array(documents, dtype=np.int64),
            segments=np.array(segments, dtype=np.int64),
            confidences=np.array(_confidences(streams), dtype=np.float64),
            document_labels=[_common_label(of_document) for of_document in members],
            segment_labels=segment_labels,
            shuffled_documents=frozenset(
                number for number, of_document in enumerate(members) if _is_shuffled(of_document)
            ),
        )

    @property
    def streams(self) -> int:
        """How many streams there are."""
        return int(self.stream_numbers[-1]) + 1

    @property
    def is_decision(self) -> NDArray[np.bool_]:
        """Whether each page has one before it in its stream."""
        return ~_changes(self.stream_numbers)

    @property
    def true_begins(self) -> NDArray[np.bool_]:
        """Whether each page is of another document than the page before."""
        return _changes(self.documents)

    @property
    def found_begins(self) -> NDArray[np.bool_]:
        """Whether each page was put into another segment than the page before."""
        return _changes(self.segments)

    @property
    def first_pages(self) -> Numbers:
        """Where in the table each document begins."""
        return np.unique(self.documents, return_index=True)[1].astype(np.int64)


def _changes(numbers: Numbers) -> NDArray[np.bool_]:
    return np.concatenate(([True], numbers[1:] != numbers[:-1]))


def _documents(streams: Sequence[MeasuredStream]) -> list[int]:
    known: dict[tuple[int, str], int] = {}
    return [
        known.setdefault((number, page.document), len(known))
        for number, stream in enumerate(streams)
        for page in stream.pages
    ]


def _segments(streams: Sequence[MeasuredStream]) -> tuple[list[int], list[ClassLabel | None]]:
    numbers: list[int] = []
    labels: list[ClassLabel | None] = []
    for stream in streams:
        of_page: dict[int, int] = {}
        for segment in stream.segments:
            of_page |= dict.fromkeys(range(segment.first_page, segment.last_page + 1), len(labels))
            guess = segment.prediction.best_guess
            labels.append(guess.label if guess else None)
        for result in stream.results:
            if result.page_index not in of_page:
                of_page[result.page_index] = len(labels)
                labels.append(None)
            numbers.append(of_page[result.page_index])
    return numbers, labels


def _confidences(streams: Sequence[MeasuredStream]) -> list[float]:
    return [
        np.nan if result.boundary_confidence is None else result.boundary_confidence
        for stream in streams
        for result in stream.results
    ]


def _common_label(pages: Sequence[LabelledPage]) -> ClassLabel | None:
    labels = {page.label for page in pages if page.label is not None}
    return labels.pop() if len(labels) == 1 else None


def _is_shuffled(pages: Sequence[LabelledPage]) -> bool:
    numbers = [page.facts.get(_PAGE_OF_DOCUMENT, "") for page in pages]
    places = [int(number) for number in numbers if number.isdecimal()]
    return places != sorted(places)
