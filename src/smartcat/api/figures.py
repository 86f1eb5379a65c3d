"""Figures of models and of evaluations, for those who show them."""

from smartcat.bundle import BoundariesMetadata, ClassesMetadata, Threshold
from smartcat.evaluate import Evaluation, PageEvaluation
from smartcat.evaluate.figure_rows import FigureKind, FigureRow, boundary_rows, stream_rows
from smartcat.evaluate.result import PageFigures
from smartcat.evaluate.stream_result import BoundaryFigures, Breakdown, StreamFigures

__all__ = [
    "BoundariesMetadata",
    "BoundaryFigures",
    "Breakdown",
    "ClassesMetadata",
    "Evaluation",
    "FigureKind",
    "FigureRow",
    "PageEvaluation",
    "PageFigures",
    "StreamFigures",
    "Threshold",
    "boundary_rows",
    "stream_rows",
]
