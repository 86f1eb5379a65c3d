"""Labelled paperwork: what training and evaluation learn from and measure on."""

from smartcat.dataset.cache import PageCache
from smartcat.dataset.digest import dataset_digest
from smartcat.dataset.labelled_page import LabelledPage
from smartcat.dataset.loading import load_dataset
from smartcat.dataset.reading import Dataset, LeftOut, read_dataset
from smartcat.dataset.rows import DatasetRow

__all__ = [
    "Dataset",
    "DatasetRow",
    "LabelledPage",
    "LeftOut",
    "PageCache",
    "dataset_digest",
    "load_dataset",
    "read_dataset",
]
