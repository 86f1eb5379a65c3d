"""The boundary model at work: how probable it is that a document begins at each page, and why."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle import BoundariesMetadata, BoundaryModel
from smartcat.segment.clues import PageClues
from smartcat.segment.decoding import boundary_probabilities
from smartcat.segment.pair_features import matrix, pair_features
from smartcat.segment.rarity import DocumentFrequencies, rarity_of
from smartcat.segment.reasons import reasons_for

CONFIDENCE_DIGITS = 4
LIKELY = 0.5
"""A document is taken to begin where that is more likely than not."""
_SUREST = 0.999
"""Nothing is surer, however clear the signs: one page in a thousand is misread."""


class Boundary(NamedTuple):
    """What the model says of the place before a page.

    Attributes:
        confidence: Probability that a document begins at the page, rounded.
        reasons: What speaks most for it, in words, strongest first; none where it is not likely.
    """

    confidence: float
    reasons: tuple[str, ...]


class BoundaryScorer:
    """Finds where documents begin, with numpy alone."""

    def __init__(self, metadata: BoundariesMetadata, model: BoundaryModel) -> None:
        self._metadata = metadata
        self._model = model
        self._means = np.array(metadata.means)
        self._deviations = np.array(metadata.deviations)
        self._weights = np.array(metadata.weights)
        self._usual = DocumentFrequencies(
            model.word_shares.astype(np.float32), model.gram_shares.astype(np.float32)
        )

    @property
    def threshold(self) -> float:
        """Cuts, and places without one, that are as sure as this stand without review."""
        return self._metadata.threshold.value

    def score(self, pages: Sequence[PageClues]) -> list[Boundary]:
        """Judge each page but the first.

        Args:
            pages: A stream without its blank pages.
        """
        rarity = rarity_of(pages, self._usual)
        rows = pair_features(pages, rarity, page_size=self._metadata.page_size)
        values = matrix(rows, self._metadata.features)
        if not values.size:
            return []
        added = (values - self._means) / self._deviations * self._weights
        linear = added.sum(axis=1) + self._metadata.bias
        trees = self._model.trees.margins(values)
        decoded = boundary_probabilities(
            sigmoid((linear + trees) / 2),
            [page.classes for page in pages],
            self._metadata.class_weight,
        )
        confidences = calibrated(decoded, self._metadata.slope, self._metadata.offset)
        return [
            self._boundary(round(confidence, CONFIDENCE_DIGITS), row, parts)
            for confidence, row, parts in zip(confidences.tolist(), values, added, strict=True)
        ]

    def _boundary(
        self, confidence: float, row: NDArray[np.float64], added: NDArray[np.float64]
    ) -> Boundary:
        if confidence < LIKELY:
            return Boundary(confidence, ())
        return Boundary(confidence, reasons_for(self._named(row), self._named(added)))

    def _named(self, values: NDArray[np.float64]) -> dict[str, float]:
        return dict(zip(self._metadata.features, values.tolist(), strict=True))


def sigmoid(margins: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of log-odds, none surer than one in a thousand."""
    return np.asarray(np.clip(1 / (1 + np.exp(-np.clip(margins, -30, 30))), 1 - _SUREST, _SUREST))


def calibrated(
    probabilities: NDArray[np.float64], slope: float, offset: float
) -> NDArray[np.float64]:
    """Probabilities after a line through their log-odds (Platt, 1999)."""
    return sigmoid(slope * np.log(probabilities / (1 - probabilities)) + offset)
