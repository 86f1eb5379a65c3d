"""Read a labelled dataset, with a progress bar and warnings on stderr."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import smartcat
from smartcat.api.options import ReadOptions
from smartcat.cli.complaints import complain, name_of_document
from smartcat.cli.progress import progress_bar

if TYPE_CHECKING:
    from smartcat import Dataset

_SHOWN_WARNINGS = 10


class Corrections(NamedTuple):
    """What people checked, to learn from, too.

    Attributes:
        file: Where it is said; absent where nothing is.
        documents: Where the documents are.
        results: Results, which tell where they were.
    """

    file: Path | None = None
    documents: Path | None = None
    results: str | None = None


_NONE = Corrections()


def read_labelled(
    path: Path | None,
    read_options: ReadOptions,
    jobs: int | None,
    ocr_cache: Path | None,
    column: str | None = None,
    corrections: Corrections = _NONE,
) -> "Dataset":
    """Load the labels of a dataset and read its pages.

    Args:
        path: Where the dataset is; absent for none.
        read_options: How pages are read.
        jobs: Reading processes; absent for one a core.
        ocr_cache: Where pages are kept that were read.
        column: One that ``labels.csv`` must have.
        corrections: What people checked besides.

    Raises:
        UsageError: It does not have the column, or there is nothing to read.
        DatasetError: It is malformed, or no page of it can be read.
        CorrectionsError: The corrections are malformed, or teach nothing.
        ConfigurationError: An OCR engine or a language pack is missing.
    """
    with progress_bar("Reading") as update:
        dataset = smartcat.load_dataset(
            path,
            corrections=corrections.file,
            documents=corrections.documents,
            results=corrections.results,
            read=read_options,
            jobs=jobs,
            ocr_cache=ocr_cache,
            column=column,
            progress=update,
        )
    for one in dataset.left_out[:_SHOWN_WARNINGS]:
        called = name_of_document(one.key, one.position, was_typed=False)
        complain(f"warning: {called}{one.why}")
    _tell_of_more(len(dataset.left_out))
    return dataset


def warn(warnings: tuple[str, ...]) -> None:
    """Show warnings on stderr, and of very many only the first."""
    for warning in warnings[:_SHOWN_WARNINGS]:
        complain(f"warning: {warning}")
    _tell_of_more(len(warnings))


def _tell_of_more(warnings: int) -> None:
    if warnings > _SHOWN_WARNINGS:
        complain(f"and {warnings - _SHOWN_WARNINGS} more warnings")
