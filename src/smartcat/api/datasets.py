"""Labelled datasets, read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.options import Progress, ReadOptions, opened_reader, reading_all
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.dataset import Dataset, DatasetRow


def load_dataset(
    path: str | Path,
    *,
    read: ReadOptions | None = None,
    jobs: int | None = None,
    ocr_cache: str | Path | None = None,
    column: str | None = None,
    progress: Progress | None = None,
) -> "Dataset":
    """Load the labels of a dataset and read its pages: to learn from, or to measure a model on.

    Args:
        path: A folder with a folder per class, or with a ``labels.csv``; or that file.
        read: How pages are read; of each, all of it is.
        jobs: Reading processes; absent: one a core.
        ocr_cache: Where pages are kept that were read, and taken from.
        column: One that ``labels.csv`` must have.
        progress: Told after each file how many are read, of how many.

    Returns:
        The pages that could be read, and what could not be, with the reason.

    Raises:
        UsageError: It does not have the column.
        DatasetError: It is malformed, or no page of it can be read.
        MissingProgramError: An OCR engine or a language pack is missing.
    """
    from smartcat.dataset import PageCache, read_dataset
    from smartcat.dataset import load_dataset as load_rows

    rows = load_rows(Path(path))
    if column is not None:
        _check_column(rows, column)
    read = reading_all(read)
    cache = PageCache(Path(ocr_cache) if ocr_cache else None, read)
    with opened_reader(read, jobs=jobs) as reader:
        return read_dataset(rows, reader, cache, progress)


def as_dataset(
    dataset: "Dataset | str | Path",
    read: ReadOptions | None,
    jobs: int | None,
    column: str | None = None,
) -> "Dataset":
    """Take a path for the dataset that is there."""
    if isinstance(dataset, str | Path):
        return load_dataset(dataset, read=read, jobs=jobs, column=column)
    return dataset


def _check_column(rows: "Sequence[DatasetRow]", column: str) -> None:
    """Refuse a column that is not there before time is spent on reading."""
    columns = sorted(rows[0].facts)
    if column not in columns:
        known = f"it has {', '.join(columns)}" if columns else "it has no labels.csv"
        raise UsageError(f"the dataset has no column '{column}': {known}")
