"""Choose from which confidence a class is given without review."""

import numpy as np
from numpy.typing import NDArray

from smartcat.classify import Threshold

CONFIDENCE_DIGITS = 4


def choose_threshold(
    confidences: NDArray[np.float64],
    correct: NDArray[np.bool_],
    target_error: float,
    most_review: float,
) -> Threshold:
    """The lowest threshold that keeps errors rare, if it does not ask for too much review.

    Where the target cannot be reached by reviewing ``most_review`` of the pages, just so many
    are reviewed, and the evidence tells what remains.

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
    coverage, risk = pages / len(rounded), errors / pages
    allowed = coverage >= 1.0 - most_review
    good = np.flatnonzero(allowed & (risk <= target_error))
    chosen = good[0] if good.size else np.flatnonzero(allowed)[-1]
    return Threshold(
        value=float(values[chosen]),
        target_error=target_error,
        target_met=bool(good.size),
        accepted_error=round(float(risk[chosen]), CONFIDENCE_DIGITS),
        coverage=round(float(coverage[chosen]), CONFIDENCE_DIGITS),
        pages=len(rounded),
    )
