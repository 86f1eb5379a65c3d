"""Compare models."""

from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.bundles import as_bundle
from smartcat.api.datasets import as_dataset
from smartcat.api.evaluating import called
from smartcat.api.files import check_output_file
from smartcat.api.options import ReadOptions

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.compare import Comparison
    from smartcat.dataset import Dataset


def compare(
    old: "ModelBundle | str | Path | None",
    new: "ModelBundle | str | Path",
    *,
    dataset: "Dataset | str | Path",
    report: str | Path | None = None,
    report_title: str | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
) -> "Comparison":
    """Compare two models on labelled pages that neither has learned from.

    Args:
        old: The bundle that is in use, or where it is; absent: the starter model.
        new: The bundle that may replace it, or where it is.
        dataset: The labelled pages, or where they are, as for `load_dataset`.
        report: Also write a page with the comparison to this HTML file.
        report_title: What the report calls the dataset; absent: where it is.
        read: How pages are read, where they are not yet.
        jobs: Reading processes; absent: one a core.

    Returns:
        The figures of both, their differences with 95 % intervals, and wins and losses by class.

    Raises:
        DatasetError: It is malformed, or one of the models has learned from it.
        BundleError: A bundle cannot be used.
        MissingProgramError: An OCR engine is missing.
        AccessDeniedError: The report cannot be written.
    """
    from smartcat.compare import compare as compare_on
    from smartcat.compare import write_comparison_report

    bundles = as_bundle(old), as_bundle(new)
    if report is not None:
        check_output_file(Path(report))
    comparison = compare_on(*bundles, as_dataset(dataset, read, jobs))
    if report is not None:
        title = report_title or called(dataset)
        write_comparison_report(comparison, Path(report), dataset=title)
    return comparison
