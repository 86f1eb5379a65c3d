"""Drift: whether pages still look like those that a model learned from, or like earlier ones."""

from smartcat.drift.comparing import compare
from smartcat.drift.observing import SortedDocument, observe
from smartcat.drift.reference import expected
from smartcat.drift.report import write_drift_report
from smartcat.drift.result import Drift, DriftMeasure, DriftRange, Verdict
from smartcat.drift.tallies import Subject, Tallies, Tally

__all__ = [
    "Drift",
    "DriftMeasure",
    "DriftRange",
    "SortedDocument",
    "Subject",
    "Tallies",
    "Tally",
    "Verdict",
    "compare",
    "expected",
    "observe",
    "write_drift_report",
]
