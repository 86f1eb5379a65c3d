"""Figures of models and of evaluations, for those who show them."""

from smartcat.bundle import BoundariesMetadata, ClassesMetadata, LearnedCorrections, Threshold
from smartcat.compare import Comparison
from smartcat.compare.words import compared_figures, score_in_words
from smartcat.drift import DriftMeasure
from smartcat.drift.words import TITLES as DRIFT_TITLES
from smartcat.drift.words import VERDICTS as DRIFT_VERDICTS
from smartcat.drift.words import advice as drift_advice
from smartcat.drift.words import conclusion as drift_conclusion
from smartcat.drift.words import explanation as drift_explanation
from smartcat.drift.words import most_changed, odds
from smartcat.evaluate import Evaluation, PageEvaluation
from smartcat.evaluate.figure_rows import FigureKind, FigureRow, boundary_rows, stream_rows
from smartcat.evaluate.result import PageFigures
from smartcat.evaluate.stream_result import BoundaryFigures, Breakdown, StreamFigures

__all__ = [
    "DRIFT_TITLES",
    "DRIFT_VERDICTS",
    "BoundariesMetadata",
    "BoundaryFigures",
    "Breakdown",
    "ClassesMetadata",
    "Comparison",
    "DriftMeasure",
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
    "drift_advice",
    "drift_conclusion",
    "drift_explanation",
    "most_changed",
    "odds",
    "score_in_words",
    "stream_rows",
]
