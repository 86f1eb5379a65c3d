"""Figures of models and of evaluations, for those who show them."""

from smartcat.bundle import BoundariesMetadata, ClassesMetadata, LearnedCorrections, Threshold
from smartcat.compare import Comparison
from smartcat.compare.words import compared_figures, score_in_words
from smartcat.evaluate import Evaluation, PageEvaluation
from smartcat.evaluate.figure_rows import FigureKind, FigureRow, boundary_rows, stream_rows
from smartcat.evaluate.result import PageFigures
from smartcat.evaluate.stream_result import BoundaryFigures, Breakdown, StreamFigures

__all__ = [
    "BoundariesMetadata",
    "BoundaryFigures",
    "Breakdown",
    "ClassesMetadata",
    "Comparison",
    "Evaluation",
    "FigureKind",
    "FigureRow",
    "LearnedCorrections",
    "PageEvaluation",
    "PageFigures",
    "StreamFigures",
    "Threshold",
    "boundary_rows",
    "compared_figures",
    "score_in_words",
    "stream_rows",
]
