"""Choose from which confidence a class is given without review."""

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle import Threshold
from smartcat.classify.classifier import CONFIDENCE_DIGITS

LEAST_THRESHOLD = 0.5
"""A class that is by its own confidence more likely wrong than right is never accepted."""


def choose_threshold(
    confidences: NDArray[np.float64],
    correct: NDArray[np.bool_],
    target_error: float,
    most_review: float,
) -> Threshold:
    """The lowest threshold that keeps errors rare, if it does not ask for too much review.

    Where the target cannot be reached by reviewing ``most_review`` of the pages, just so many
    are reviewed, and the evidence tells what remains. Either way the threshold is at least
    ``LEAST_THRESHOLD``, which a model that knows little may pay for with more review.

    Args:
        confidences: Calibrated confidences of the best labels, out of fold.
        correct: Whether these labels are right.
        target_error: Share of wrong pages among the accepted to aim at.
        most_review: Largest share of pages to review, 0 to 1.
    """
    rounded = np.round(confidences, CONFIDENCE_DIGITS)
    values, same = np.unique(rounded, return_inverse=True)
    pages = np.cumsum(np.bincount(same)[::-1])[::-1]
    errors = np.cumsum(np.bincount(same, weights=~correct)[::-1])[::-1]
    allowed = pages / rounded.size >= 1.0 - most_review
    good = np.flatnonzero(allowed & (errors / pages <= target_error))
    chosen = good[0] if good.size else np.flatnonzero(allowed)[-1]
    value = max(float(values[chosen]), LEAST_THRESHOLD)
    accepted = rounded >= value
    risk = float(np.mean(~correct[accepted])) if accepted.any() else 0.0
    return Threshold(
        value=value,
        target_error=target_error,
        target_met=risk <= target_error,
        accepted_error=round(risk, CONFIDENCE_DIGITS),
        coverage=round(float(accepted.mean()), CONFIDENCE_DIGITS),
        pages=rounded.size,
    )
