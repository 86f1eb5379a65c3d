"""What pages of training look like to a model that has not seen their documents.

Later pages are held against it. All of it is counts in ranges whose edges are fixed here: a bundle
holds no more, and two of them can be compared.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict, Field

from smartcat.bundle.linear_model import LinearModel
from smartcat.features.page_features import Buckets, FeatureSchema
from smartcat.models import ClassLabel

CONFIDENCE_EDGES = (0.5, 0.8, 0.95, 0.99, 0.999)
NEW_WORD_EDGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
OCR_EDGES = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""A value on an edge counts to the range above it."""

KNOWN_TAKEN_FOR_UNKNOWN = 0.02
"""Share of pages of the known classes that may look like none of them. It is a bound for pages
drawn like those of training (Bates, Candès, Lei, Romano and Sesia, 2023, Testing for outliers with
conformal p-values), not for pages of issuers that training never saw."""

Known = NDArray[np.bool_]


class UsualPages(BaseModel):
    """Pages of training, each as a model saw it that had not learned from its document.

    Attributes:
        witnesses: How many independent pages they are worth; see `smartcat.metrics.witnesses`.
        guesses: Pages by the label that was most probable.
        confidences: Pages by its probability, in the ranges of ``CONFIDENCE_EDGES``.
        new_words: Pages by the share of their words that no weight was there for, in the ranges of
            ``NEW_WORD_EDGES``; pages without words are not counted.
        ocr_confidences: Recognised pages by the confidence of the OCR engine, in the ranges of
            ``OCR_EDGES``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    witnesses: float = Field(gt=0)
    guesses: dict[ClassLabel, int]
    confidences: tuple[int, ...] = Field(
        min_length=len(CONFIDENCE_EDGES) + 1, max_length=len(CONFIDENCE_EDGES) + 1
    )
    new_words: tuple[int, ...] = Field(
        min_length=len(NEW_WORD_EDGES) + 1, max_length=len(NEW_WORD_EDGES) + 1
    )
    ocr_confidences: tuple[int, ...] = Field(
        min_length=len(OCR_EDGES) + 1, max_length=len(OCR_EDGES) + 1
    )


def in_ranges(values: ArrayLike, edges: Sequence[float]) -> tuple[int, ...]:
    """Count values in the ranges below, between and above some edges."""
    ranges = np.searchsorted(edges, np.asarray(values, dtype=np.float64), side="right")
    return tuple(np.bincount(ranges, minlength=len(edges) + 1).tolist())


def words_of(buckets: Buckets, schema: FeatureSchema) -> Buckets:
    """Those buckets of a page that are of words and pairs of words."""
    return buckets[: np.searchsorted(buckets, 1 << schema.bucket_bits)]


def known_words(model: LinearModel, schema: FeatureSchema) -> Known:
    """Which buckets of words a model has weights for."""
    known = np.zeros(1 << schema.bucket_bits, dtype=np.bool_)
    known[words_of(model.buckets, schema)] = True
    return known


def new_word_share(words: Buckets, known: Known) -> float | None:
    """Share of a page's words and pairs of words without a weight; absent if it has none."""
    return 1.0 - float(known[words].mean()) if words.size else None
