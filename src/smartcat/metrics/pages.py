"""Figures on pages: how good predictions and their confidences are.

True and predicted labels are integer codes; ``correct`` says whether each prediction is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.integer]
Correct = NDArray[np.bool_]
Confidences = NDArray[np.floating]

ECE_BINS = 15
REVIEW_SHARES = (0.01, 0.02, 0.05, 0.1, 0.11, 0.15, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class ReviewGain:
    """What a person finds who looks at the least confident pages.

    Attributes:
        review: Share of the pages that are looked at.
        errors_caught: Share of all errors that are among them; 1 if there are no errors.
    """

    review: float
    errors_caught: float


@dataclass(frozen=True, slots=True)
class ConfidenceBin:
    """The pages whose confidence lies in one of the bins of equal width.

    Attributes:
        confidence: Their mean confidence.
        accuracy: Share of them that are right.
        pages: How many they are.
    """

    confidence: float
    accuracy: float
    pages: int


def accuracy(true: Codes, predicted: Codes) -> float:
    """Share of predictions that are right."""
    return float(np.mean(true == predicted))


def confusion_matrix(true: Codes, predicted: Codes, n_labels: int) -> NDArray[np.int64]:
    """How often each label (row) was taken for each label (column)."""
    cells = np.asarray(true) * n_labels + np.asarray(predicted)
    return np.bincount(cells, minlength=n_labels**2).reshape(n_labels, n_labels)


def macro_f1(true: Codes, predicted: Codes) -> float:
    """Unweighted mean of the F1 of the labels that occur in either (as scikit-learn does)."""
    n_labels = int(max(true.max(), predicted.max())) + 1
    counts = confusion_matrix(true, predicted, n_labels)
    occurrences = counts.sum(axis=0) + counts.sum(axis=1)
    present = occurrences > 0
    return float(np.mean(2 * counts.diagonal()[present] / occurrences[present]))


def confidence_bins(
    confidences: Confidences, correct: Correct, bins: int = ECE_BINS
) -> tuple[ConfidenceBin, ...]:
    """Reliability by bins of equal width, upper edge inclusive; empty bins are left out."""
    numbers = np.clip(np.ceil(np.asarray(confidences) * bins).astype(np.int64) - 1, 0, bins - 1)
    members = [numbers == number for number in range(bins)]
    return tuple(
        ConfidenceBin(
            float(confidences[member].mean()), float(correct[member].mean()), int(member.sum())
        )
        for member in members
        if member.any()
    )


def ece(confidences: Confidences, correct: Correct, bins: int = ECE_BINS) -> float:
    """Expected calibration error of the most probable label.

    Guo, Pleiss, Sun and Weinberger (2017), On calibration of modern neural networks, eq. 3.
    """
    parts = confidence_bins(confidences, correct, bins)
    gaps = sum(part.pages * abs(part.accuracy - part.confidence) for part in parts)
    return gaps / max(len(confidences), 1)


def auroc(confidences: Confidences, correct: Correct) -> float | None:
    """Chance that a right prediction is more confident than a wrong one; ties count half.

    The rank statistic of Mann and Whitney (1947). Absent if all are right, or all wrong.
    """
    n_right = int(np.count_nonzero(correct))
    n_wrong = len(correct) - n_right
    if not n_right or not n_wrong:
        return None
    _, same, counts = np.unique(confidences, return_inverse=True, return_counts=True)
    mean_ranks = np.cumsum(counts) - (counts - 1) / 2
    rank_sum = float(mean_ranks[same][np.asarray(correct)].sum())
    return (rank_sum - n_right * (n_right + 1) / 2) / (n_right * n_wrong)


def risk_coverage(
    confidences: Confidences, correct: Correct, review_shares: Sequence[float] = REVIEW_SHARES
) -> tuple[ReviewGain, ...]:
    """What reviewing the least confident pages catches (El-Yaniv and Wiener, 2010)."""
    order = np.argsort(confidences, kind="stable")
    errors = np.concatenate(([0], np.cumsum(~np.asarray(correct)[order])))
    n_errors = int(errors[-1])
    return tuple(
        ReviewGain(share, float(errors[round(share * len(order))] / n_errors) if n_errors else 1.0)
        for share in review_shares
    )
