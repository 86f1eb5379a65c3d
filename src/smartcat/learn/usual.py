"""What pages of training look like to models that have not seen their documents."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.usual import (
    CONFIDENCE_EDGES,
    NEW_WORD_EDGES,
    OCR_EDGES,
    Known,
    UsualPages,
    in_ranges,
    new_word_share,
    words_of,
)
from smartcat.features import Buckets, FeatureSchema
from smartcat.learn.lessons import Lessons
from smartcat.learn.linear import FEWEST_PAGES
from smartcat.metrics import witnesses

_DIGITS = 4
"""Confidences are rounded as in manifests."""


def usual_pages(
    lessons: Lessons,
    buckets: Sequence[Buckets],
    schema: FeatureSchema,
    folds: NDArray[np.int64],
    unseen: NDArray[np.float64],
) -> UsualPages:
    """Count pages by what manifests, and a look at their words, will say of later ones.

    Args:
        lessons: The pages.
        buckets: Their features.
        schema: How these were made.
        folds: Into which part the document of each page was dealt.
        unseen: Probabilities of each page by a model that has not seen its document.
    """
    guesses = np.bincount(unseen.argmax(axis=1), minlength=len(lessons.labels)).tolist()
    ocr = [page.ocr_confidence for page in lessons.pages if page.ocr_confidence is not None]
    return UsualPages(
        witnesses=round(witnesses(np.bincount(lessons.groups).tolist()), 1),
        guesses=dict(zip(lessons.labels, guesses, strict=True)),
        confidences=in_ranges(unseen.max(axis=1).round(_DIGITS), CONFIDENCE_EDGES),
        new_words=in_ranges(_new_words(buckets, schema, folds), NEW_WORD_EDGES),
        ocr_confidences=in_ranges(ocr, OCR_EDGES),
    )


def _new_words(
    buckets: Sequence[Buckets], schema: FeatureSchema, folds: NDArray[np.int64]
) -> list[float]:
    """Shares of words that pages of the other parts would have given no weight to."""
    words = [words_of(page, schema) for page in buckets]
    shares = []
    for fold in np.unique(folds).tolist():
        known = _known(
            [page for page, own in zip(words, folds, strict=True) if own != fold], schema
        )
        own_pages = [page for page, own in zip(words, folds, strict=True) if own == fold]
        shares += [new_word_share(page, known) for page in own_pages]
    return [share for share in shares if share is not None]


def _known(pages: Sequence[Buckets], schema: FeatureSchema) -> Known:
    counts = np.zeros(1 << schema.bucket_bits, dtype=np.int64)
    for page in pages:
        counts[page] += 1  # a page has each once
    return counts >= FEWEST_PAGES
