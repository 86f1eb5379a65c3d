"""What a model decided on labelled pages: how sure it was, and whether it was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle import ModelBundle
from smartcat.dataset import Dataset, LabelledPage, dataset_digest
from smartcat.errors import DatasetError
from smartcat.evaluate import JudgedPage, StreamSorter, StreamTable, labelled_pages, sort_streams
from smartcat.models import AbstentionReason

_LIKELY = 0.5


class Subject(StrEnum):
    """What a threshold is about."""

    CLASSES = "classes"
    """Which class a page is of."""
    BOUNDARIES = "boundaries"
    """Whether a document begins at a page."""


@dataclass(frozen=True)
class Decisions:
    """Decisions that can be accepted or sent to review.

    Attributes:
        subject: What they are about.
        confidences: How sure the model was; 0 where it is for review whatever the threshold.
        correct: Whether each is right.
        documents: Which document each is about; those about one document err together.
        dataset_sha256: Digest of the labelled dataset.
    """

    subject: Subject
    confidences: NDArray[np.float64]
    correct: NDArray[np.bool_]
    documents: NDArray[np.int64]
    dataset_sha256: str


def decide(
    dataset: Dataset, sorter: StreamSorter, bundle: ModelBundle, subject: Subject
) -> Decisions:
    """Have a model decide on a labelled dataset.

    Args:
        dataset: Pages that the model has not learned from.
        sorter: The model at work.
        bundle: The same model.
        subject: Which decisions count.

    Raises:
        DatasetError: It has nothing to decide on, or the model learned from it.
    """
    digest = dataset_digest(dataset.pages)
    if digest == bundle.metadata.provenance.dataset_sha256:
        raise DatasetError(
            f"the model {bundle.name} learned from these very pages, so its errors on them tell "
            "nothing; use labelled pages that it has not seen"
        )
    streams = sort_streams(dataset.pages, sorter)
    judged = [page for page in labelled_pages(streams) if not page.is_blank]
    table = StreamTable.of(streams)
    if subject is Subject.CLASSES and judged:
        return _of_classes(judged, digest)
    if subject is Subject.BOUNDARIES and table is not None:
        return _of_boundaries(table, digest)
    raise DatasetError(f"the dataset has nothing to measure {subject} on")


def _of_classes(judged: Sequence[JudgedPage], digest: str) -> Decisions:
    return Decisions(
        subject=Subject.CLASSES,
        confidences=np.array([_confidence(page) for page in judged], dtype=np.float64),
        correct=np.array([page.is_right for page in judged], dtype=np.bool_),
        documents=_numbered([page.page for page in judged]),
        dataset_sha256=digest,
    )


def _confidence(page: JudgedPage) -> float:
    is_unknown = page.prediction.reason is AbstentionReason.UNKNOWN_KIND
    return 0.0 if is_unknown else page.confidence


def _of_boundaries(table: StreamTable, digest: str) -> Decisions:
    scored = table.is_decision & ~np.isnan(table.confidences)
    begins = table.confidences[scored]
    return Decisions(
        subject=Subject.BOUNDARIES,
        confidences=np.maximum(begins, 1 - begins),
        correct=(begins >= _LIKELY) == table.true_begins[scored],
        documents=table.documents[scored],
        dataset_sha256=digest,
    )


def _numbered(pages: Sequence[LabelledPage]) -> NDArray[np.int64]:
    numbers: dict[tuple[str, str], int] = {}
    return np.array(
        [numbers.setdefault((page.stream, page.document), len(numbers)) for page in pages],
        dtype=np.int64,
    )
