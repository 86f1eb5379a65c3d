"""Read a labelled dataset, with a progress bar and warnings on stderr."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.cli import options
from smartcat.cli.complaints import complain, name_of_document
from smartcat.cli.progress import progress_bar
from smartcat.errors import UsageError
from smartcat.read import ReadLimits, ReadOptions

if TYPE_CHECKING:
    from smartcat.dataset import Dataset, DatasetRow, LeftOut

_SHOWN_WARNINGS = 10


def read_labelled(
    path: Path,
    read_options: ReadOptions,
    jobs: int | None,
    ocr_cache: Path | None,
    column: str | None = None,
) -> "Dataset":
    """Load the labels of a dataset and read its pages.

    Args:
        path: Where the dataset is.
        read_options: How pages are read.
        jobs: Reading processes; absent for one a core.
        ocr_cache: Where pages are kept that were read.
        column: One that ``labels.csv`` must have.

    Raises:
        UsageError: It does not have the column.
        DatasetError: It is malformed, or no page of it can be read.
        ConfigurationError: An OCR engine or a language pack is missing.
    """
    from smartcat.dataset import load_dataset

    rows = load_dataset(path)
    if column is not None:
        _check_column(rows, column)
    return read_rows(rows, read_options, jobs, ocr_cache)


def read_rows(
    rows: "Sequence[DatasetRow]",
    read_options: ReadOptions,
    jobs: int | None,
    ocr_cache: Path | None,
) -> "Dataset":
    """Read the pages that rows name.

    Raises:
        DatasetError: No page can be read.
        ConfigurationError: An OCR engine or a language pack is missing.
    """
    from smartcat.dataset import PageCache, read_dataset

    cache = PageCache(ocr_cache, read_options)
    with (
        options.open_reader(read_options, ReadLimits(), jobs) as reader,
        progress_bar("Reading") as update,
    ):
        dataset = read_dataset(rows, reader, cache, update)
    tell_left_out(dataset.left_out)
    return dataset


def tell_left_out(left_out: "Sequence[LeftOut]") -> None:
    """Say on stderr what could not be read, and of very much only the first."""
    for one in left_out[:_SHOWN_WARNINGS]:
        called = name_of_document(one.key, one.position, was_typed=False)
        complain(f"warning: {called}{one.why}")
    _tell_of_more(len(left_out))


def _check_column(rows: "Sequence[DatasetRow]", column: str) -> None:
    """Refuse a column that is not there before time is spent on reading."""
    columns = sorted(rows[0].facts)
    if column not in columns:
        known = f"it has {', '.join(columns)}" if columns else "it has no labels.csv"
        raise UsageError(f"the dataset has no column '{column}': {known}")


def warn(warnings: tuple[str, ...]) -> None:
    """Show warnings on stderr, and of very many only the first."""
    for warning in warnings[:_SHOWN_WARNINGS]:
        complain(f"warning: {warning}")
    _tell_of_more(len(warnings))


def _tell_of_more(warnings: int) -> None:
    if warnings > _SHOWN_WARNINGS:
        complain(f"and {warnings - _SHOWN_WARNINGS} more warnings")
