"""What can be learned of boundaries: page streams whose documents are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from smartcat.dataset import LabelledPage
from smartcat.learn.folds import MOST_FOLDS, deal

FEWEST_PAIRS = 20
"""With fewer boundaries, or pairs of pages that belong together, nothing is learned of them."""
_FEWEST_OTHER_PAIRS = 10
"""So many of each must be left whatever fold is measured."""


@dataclass(frozen=True)
class StreamLessons:
    """Pages in the order of their streams.

    Attributes:
        samples: The pages; none of them is blank.
        documents: The document of each page, as a number.
        streams: The stream of each page, as a number; pages of one are neighbours.
    """

    samples: tuple[LabelledPage, ...]
    documents: NDArray[np.int64]
    streams: NDArray[np.int64]

    @property
    def positions(self) -> NDArray[np.int64]:
        """0 alone in its document, 1 its first page, 2 an inner one, 3 its last."""
        starts = np.diff(self.documents, prepend=-1) != 0
        ends = np.diff(self.documents, append=-1) != 0
        return np.asarray(np.where(starts, np.where(ends, 0, 1), np.where(ends, 3, 2)))

    @property
    def folds(self) -> NDArray[np.int64]:
        """The fold of each page.

        Documents that follow each other are dealt together: a document alone among those of
        other streams would have no boundary to measure, and boundaries would seem rarer than they
        are.
        """
        most = -(-np.unique(self.documents).size // MOST_FOLDS)
        blocks: list[NDArray[np.int64]] = []
        for stream in np.unique(self.streams):
            documents = np.unique(self.documents[self.streams == stream])
            blocks += np.array_split(documents, -(-documents.size // most))
        starts = [block[0] for block in blocks]
        return deal(self.positions, np.searchsorted(starts, self.documents, side="right") - 1)

    def pairs(self, pages: NDArray[np.int64]) -> tuple[list[NDArray[np.int64]], NDArray[np.bool_]]:
        """Streams of some of the pages, those between them taken out.

        Returns:
            The pages of each stream of two and more; and for each of these pages but the first of
            its stream whether a document begins with it.
        """
        parts = np.split(pages, np.flatnonzero(np.diff(self.streams[pages])) + 1)
        parts = [part for part in parts if part.size > 1]
        begins = [np.diff(self.documents[part]) != 0 for part in parts]
        return parts, np.concatenate([np.zeros(0, dtype=np.bool_), *begins])


def prepare_streams(labelled: Sequence[LabelledPage]) -> StreamLessons | None:
    """Choose the pages to learn boundaries from; none if there are too few of either kind.

    Documents that came alone, a file each, are put one after another in an order that is shuffled,
    always in the same way: a stack as it may come.
    """
    usable = [sample for sample in labelled if _is_usable(sample)]
    by_stream: dict[str, list[LabelledPage]] = {}
    for sample in usable:
        by_stream.setdefault(sample.stream, []).append(sample)
    stacks = [pages for pages in by_stream.values() if len({p.document for p in pages}) > 1]
    loose = [pages for pages in by_stream.values() if len({p.document for p in pages}) == 1]
    order = np.random.default_rng(0).permutation(len(loose)).tolist()
    streams = [*stacks, [page for index in order for page in loose[index]]]
    lessons = _numbered([pages for pages in streams if pages])
    return lessons if _are_enough(lessons) else None


def _are_enough(lessons: StreamLessons) -> bool:
    """Whether there are pairs of both kinds, and not all in documents of one fold."""
    pages = np.arange(len(lessons.samples))
    if not _has_both(lessons, pages, FEWEST_PAIRS):
        return False
    folds = lessons.folds
    return all(
        _has_both(lessons, pages[folds != fold], _FEWEST_OTHER_PAIRS) for fold in np.unique(folds)
    )


def _has_both(lessons: StreamLessons, pages: NDArray[np.int64], fewest: int) -> bool:
    _, begins = lessons.pairs(pages)
    return bool(fewest <= begins.sum() <= begins.size - fewest)


def _is_usable(sample: LabelledPage) -> bool:
    is_blank = sample.page.layout is not None and sample.page.layout.is_blank
    return sample.tells_document and sample.page.failure is None and not is_blank


def _numbered(streams: Sequence[Sequence[LabelledPage]]) -> StreamLessons:
    samples = [sample for pages in streams for sample in pages]
    names = [(sample.stream, sample.document) for sample in samples]
    starts = [True, *(one != other for one, other in pairwise(names))]
    return StreamLessons(
        samples=tuple(samples),
        documents=np.cumsum(starts[: len(samples)], dtype=np.int64),
        streams=np.repeat(np.arange(len(streams)), [len(pages) for pages in streams]),
    )
