"""What pages of training look like to models that have not seen their documents."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.usual import (
    CONFIDENCE_EDGES,
    NEW_WORD_EDGES,
    OCR_EDGES,
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
    unseen: NDArray[np.float64],
) -> UsualPages:
    """Count pages by what manifests, and a look at their words, will say of later ones.

    Args:
        lessons: The pages.
        buckets: Their features.
        schema: How these were made.
        unseen: Probabilities of each page by a model that has not seen its document.
    """
    guesses = np.bincount(unseen.argmax(axis=1), minlength=len(lessons.labels)).tolist()
    ocr = [page.ocr_confidence for page in lessons.pages if page.ocr_confidence is not None]
    return UsualPages(
        witnesses=round(witnesses(np.bincount(lessons.groups).tolist()), 1),
        guesses=dict(zip(lessons.labels, guesses, strict=True)),
        confidences=in_ranges(unseen.max(axis=1).round(_DIGITS), CONFIDENCE_EDGES),
        new_words=in_ranges(_new_words(buckets, schema, lessons.groups), NEW_WORD_EDGES),
        ocr_confidences=in_ranges(ocr, OCR_EDGES),
    )


def _new_words(
    pages: Sequence[Buckets], schema: FeatureSchema, groups: NDArray[np.int64]
) -> list[float]:
    """Shares of words that would have no weight if the page's own document were not there.

    Leaving out a whole fold would count too many as new: the model has learned from all folds.
    """
    words = [words_of(page, schema) for page in pages]
    size = 1 << schema.bucket_bits
    everywhere = _counts(words, size)
    shares = []
    for group in np.unique(groups).tolist():
        own = [words[index] for index in np.flatnonzero(groups == group).tolist()]
        known = everywhere - _counts(own, size) >= FEWEST_PAGES
        shares += [new_word_share(page, known) for page in own]
    return [share for share in shares if share is not None]


def _counts(pages: Sequence[Buckets], size: int) -> NDArray[np.int64]:
    """On how many pages each word is: a page has each once."""
    return np.bincount(np.concatenate(pages), minlength=size)
