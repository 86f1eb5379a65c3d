"""Is a new model better: two models on the same pages, and how sure the difference is."""

from smartcat.compare.comparing import compare
from smartcat.compare.report import write_comparison_report
from smartcat.compare.result import ClassScore, Comparison, DocumentScore, PairedFigure

__all__ = [
    "ClassScore",
    "Comparison",
    "DocumentScore",
    "PairedFigure",
    "compare",
    "write_comparison_report",
]
