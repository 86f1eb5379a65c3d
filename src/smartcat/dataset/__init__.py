"""Labelled paperwork: what training and evaluation learn from and measure on."""

from smartcat.dataset.cache import PageCache
from smartcat.dataset.corrected import (
    CorrectedRows,
    corrected_rows,
    joined,
    without_rare_classes,
)
from smartcat.dataset.digest import dataset_digest
from smartcat.dataset.labelled_page import LabelledPage
from smartcat.dataset.loading import load_dataset
from smartcat.dataset.reading import Dataset, LeftOut, read_dataset
from smartcat.dataset.rows import DatasetRow
from smartcat.dataset.sketch import seen_share, sketch_of

__all__ = [
    "CorrectedRows",
    "Dataset",
    "DatasetRow",
    "LabelledPage",
    "LeftOut",
    "PageCache",
    "corrected_rows",
    "dataset_digest",
    "joined",
    "load_dataset",
    "read_dataset",
    "seen_share",
    "sketch_of",
    "without_rare_classes",
]
