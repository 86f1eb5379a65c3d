"""What two models made of the same pages, in columns of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartcat.evaluate import JudgedPage

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Judgements:
    """What a model made of pages.

    Attributes:
        right: Whether its best guess is right.
        accepted: Whether that stands without review.
        confidences: How sure it is; 0 where nothing was scored.
    """

    right: Flags
    accepted: Flags
    confidences: NDArray[np.float64]

    @classmethod
    def of(cls, judged: Sequence[JudgedPage]) -> Self:
        """Lay out what a model said."""
        return cls(
            right=np.array([page.is_right for page in judged], dtype=np.bool_),
            accepted=np.array([page.is_accepted for page in judged], dtype=np.bool_),
            confidences=np.array([page.confidence for page in judged], dtype=np.float64),
        )


@dataclass(frozen=True)
class PairedPages:
    """The same pages, judged by two models.

    Attributes:
        labels: The true class of each.
        documents: The document of each, as a number from 0.
        old: What the old model made of them.
        new: What the new one made of them.
    """

    labels: NDArray[np.str_]
    documents: NDArray[np.int64]
    old: Judgements
    new: Judgements

    @classmethod
    def of(cls, old: Sequence[JudgedPage], new: Sequence[JudgedPage]) -> Self:
        """Lay out labelled pages that are not blank; both are the same pages in the same order."""
        numbers: dict[tuple[str, str], int] = {}
        samples = [judged.page for judged in old]
        names = [(sample.stream, sample.document) for sample in samples]
        return cls(
            labels=np.array([sample.label for sample in samples], dtype=np.str_),
            documents=np.array([numbers.setdefault(one, len(numbers)) for one in names]),
            old=Judgements.of(old),
            new=Judgements.of(new),
        )

    @property
    def n_documents(self) -> int:
        """How many documents there are."""
        return int(self.documents.max()) + 1

    def by_document(self, *columns: Flags) -> NDArray[np.float64]:
        """Sums of some columns over the pages of each document: a row a document."""
        return np.stack(
            [np.bincount(self.documents, column, self.n_documents) for column in columns], axis=1
        )
