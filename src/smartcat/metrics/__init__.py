"""Figures that say how good results are; pure, numpy alone.

`pages` measures classes and their confidences, `boundaries` where documents are said to begin,
`documents` whether whole documents are found, `paired` which of two models is better,
`witnesses` how much pages of documents prove.
"""

from smartcat.metrics.boundaries import BoundaryCounts, boundary_counts, boundary_ece
from smartcat.metrics.documents import Overlaps, PanopticQuality, panoptic_quality
from smartcat.metrics.pages import (
    ECE_BINS,
    REVIEW_SHARES,
    ConfidenceBin,
    ReviewGain,
    accuracy,
    auroc,
    confidence_bins,
    confusion_matrix,
    ece,
    macro_f1,
    risk_coverage,
)
from smartcat.metrics.paired import cluster_intervals, sign_test
from smartcat.metrics.witnesses import witnesses

__all__ = [
    "ECE_BINS",
    "REVIEW_SHARES",
    "BoundaryCounts",
    "ConfidenceBin",
    "Overlaps",
    "PanopticQuality",
    "ReviewGain",
    "accuracy",
    "auroc",
    "boundary_counts",
    "boundary_ece",
    "cluster_intervals",
    "confidence_bins",
    "confusion_matrix",
    "ece",
    "macro_f1",
    "panoptic_quality",
    "risk_coverage",
    "sign_test",
    "witnesses",
]
