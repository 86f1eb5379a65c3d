"""Labelled datasets, read."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.lessons import CorrectionsSource, Lessons, lessons_of
from smartcat.api.options import Progress, ReadOptions, opened_reader, reading_all
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.dataset import Dataset, DatasetRow


def load_dataset(
    path: str | Path | None = None,
    *,
    corrections: str | Path | None = None,
    documents: str | Path | None = None,
    results: str | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
    ocr_cache: str | Path | None = None,
    column: str | None = None,
    progress: Progress | None = None,
) -> "Dataset":
    """Load the labels of a dataset and read its pages: to learn from, or to measure a model on.

    Args:
        path: A folder with a folder per class, or with a ``labels.csv``; or that file. It may be
            absent where there are corrections.
        corrections: A file of them: what people checked is taken as well, and stands where both
            say something of a page.
        documents: The folder where the corrected documents are.
        results: Results, a folder or ``s3://bucket/prefix``, which tell where they were.
        read: How pages are read; of each, all of it is.
        jobs: Reading processes; absent: one a core.
        ocr_cache: Where pages are kept that were read, and taken from.
        column: One that ``labels.csv`` must have.
        progress: Told after each file how many are read, of how many.

    Returns:
        The pages that could be read, and what could not be, with the reason.

    Raises:
        UsageError: It does not have the column, or there is nothing to load, or it is not said
            where the corrected documents are.
        DatasetError: It is malformed, or no page of it can be read.
        CorrectionsError: They are malformed, or teach nothing.
        MissingProgramError: An OCR engine or a language pack is missing.
    """
    from smartcat.dataset import PageCache, read_dataset

    if path is None and corrections is None:
        raise UsageError("name a dataset, or corrections, or both: there is nothing to learn from")
    rows = _rows(path, column)
    read = reading_all(read)
    cache = PageCache(Path(ocr_cache) if ocr_cache else None, read)
    with tempfile.TemporaryDirectory(prefix="smartcat-") as scratch:
        lessons = Lessons(rows, (), None)
        if corrections is not None:
            folder = Path(documents) if documents is not None else None
            source = CorrectionsSource(Path(corrections), folder, results)
            lessons = lessons_of(rows, source, Path(scratch))
        with opened_reader(read, jobs=jobs) as reader:
            dataset = read_dataset(lessons.rows, reader, cache, progress)
    left_out = (*lessons.left_out, *dataset.left_out)
    return replace(dataset, left_out=left_out, corrections=lessons.corrections)


def _rows(path: str | Path | None, column: str | None) -> "Sequence[DatasetRow]":
    """Load the labels of a dataset, if there is one."""
    from smartcat.dataset import load_dataset as load_rows

    rows = [] if path is None else load_rows(Path(path))
    if column is not None:
        _check_column(rows, column)
    return rows


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
