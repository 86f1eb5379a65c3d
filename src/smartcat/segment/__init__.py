"""The segment stage: cut a page stream into segments. It needs numpy alone."""

from smartcat.segment.boundaries import BoundaryScorer, calibrated, sigmoid
from smartcat.segment.clues import PageClues, clues_of
from smartcat.segment.cuts import Cut, Cuts, find_cuts
from smartcat.segment.decoding import boundary_probabilities
from smartcat.segment.keys import KeyFinder
from smartcat.segment.observation import Observation, as_sheet, numbers_on
from smartcat.segment.pair_features import PAIR_SCHEMA, matrix, pair_features
from smartcat.segment.pooling import pooled
from smartcat.segment.rarity import DocumentFrequencies, document_frequencies, rarity_of
from smartcat.segment.segmenting import Acceptance, segments_of
from smartcat.segment.separators import (
    SeparatorRules,
    find_separator,
    find_separators,
    unread_separator,
)
from smartcat.segment.split import SplitMode, SplitOptions

__all__ = [
    "PAIR_SCHEMA",
    "Acceptance",
    "BoundaryScorer",
    "Cut",
    "Cuts",
    "DocumentFrequencies",
    "KeyFinder",
    "Observation",
    "PageClues",
    "SeparatorRules",
    "SplitMode",
    "SplitOptions",
    "as_sheet",
    "boundary_probabilities",
    "calibrated",
    "clues_of",
    "document_frequencies",
    "find_cuts",
    "find_separator",
    "find_separators",
    "matrix",
    "numbers_on",
    "pair_features",
    "pooled",
    "rarity_of",
    "segments_of",
    "sigmoid",
    "unread_separator",
]
