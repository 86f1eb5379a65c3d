"""Paired figures on the classes of pages."""

import numpy as np
from numpy.typing import NDArray

from smartcat import metrics
from smartcat.compare.paired_pages import Judgements, PairedPages
from smartcat.compare.result import ClassScore, DocumentScore, PairedFigure
from smartcat.evaluate.rounding import rounded, rounded_if_any

LEVEL = 0.95
_P_DIGITS = 6


def paired_shares(pages: PairedPages) -> tuple[PairedFigure, PairedFigure, PairedFigure]:
    """Accuracy, coverage and error among the accepted, each with the interval of its difference."""
    sums = pages.by_document(
        np.ones_like(pages.old.right),
        *(column for judged in (pages.old, pages.new) for column in _columns(judged)),
    )
    old, new = np.split(_shares(sums.sum(axis=0, keepdims=True))[0], 2)
    intervals = metrics.cluster_intervals(sums, _differences, LEVEL)
    accuracy, coverage, error = (
        paired(old[place], new[place], interval) for place, interval in enumerate(intervals)
    )
    return accuracy, coverage, error


def _columns(judged: Judgements) -> tuple[NDArray[np.bool_], ...]:
    return judged.right, judged.accepted, judged.accepted & ~judged.right


def _shares(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Three shares of the old model, then of the new one; NaN where nothing was accepted."""
    pages = sums[:, :1]
    columns = []
    for right, accepted, wrong in (sums[:, 1:4].T, sums[:, 4:7].T):
        error = np.divide(wrong, accepted, out=np.full(len(sums), np.nan), where=accepted > 0)
        columns += [right / pages[:, 0], accepted / pages[:, 0], error]
    return np.stack(columns, axis=1)


def _differences(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    old, new = np.split(_shares(sums), 2, axis=1)
    return np.asarray(new - old)


def paired(
    old: float | None, new: float | None, interval: NDArray[np.float64] | None = None
) -> PairedFigure:
    """Put a figure of both models together; NaN is a share of nothing."""
    old, new = (None if one is None or np.isnan(one) else float(one) for one in (old, new))
    if old is None or new is None:
        return PairedFigure(old=rounded_if_any(old), new=rounded_if_any(new))
    return PairedFigure(
        old=rounded(old),
        new=rounded(new),
        difference=rounded(new - old),
        interval=None if interval is None else (rounded(interval[0]), rounded(interval[1])),
    )


def calibration_errors(pages: PairedPages) -> PairedFigure:
    """Expected calibration error of both."""
    old, new = (metrics.ece(one.confidences, one.right) for one in (pages.old, pages.new))
    return paired(old, new)


def document_score(pages: PairedPages) -> DocumentScore:
    """Count the documents on which one of them got more pages right."""
    right = pages.by_document(pages.old.right, pages.new.right)
    gains = right[:, 1] - right[:, 0]
    better, worse = int((gains > 0).sum()), int((gains < 0).sum())
    return DocumentScore(
        better=better,
        worse=worse,
        same=len(gains) - better - worse,
        p_value=round(metrics.sign_test(better, worse), _P_DIGITS),
    )


def class_scores(pages: PairedPages) -> dict[str, ClassScore]:
    """Tell for each class what became of its pages."""
    old, new = pages.old.right, pages.new.right
    return {
        str(label): _class_score(old[pages.labels == label], new[pages.labels == label])
        for label in np.unique(pages.labels)
    }


def _class_score(old: NDArray[np.bool_], new: NDArray[np.bool_]) -> ClassScore:
    return ClassScore(
        pages=len(old),
        won=int((new & ~old).sum()),
        lost=int((old & ~new).sum()),
        both_right=int((old & new).sum()),
        both_wrong=int((~old & ~new).sum()),
    )
