"""Measure models."""

from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.bundles import as_bundle
from smartcat.api.datasets import as_dataset
from smartcat.api.files import check_output_file
from smartcat.api.options import ReadOptions

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.dataset import Dataset
    from smartcat.evaluate import Evaluation


def evaluate(
    dataset: "Dataset | str | Path",
    model: "ModelBundle | str | Path | None" = None,
    *,
    by: str | None = None,
    report: str | Path | None = None,
    report_title: str | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
) -> "Evaluation":
    """Measure a model on labelled pages and page streams that it has not learned from.

    Args:
        dataset: The labelled pages, or where they are, as for `load_dataset`.
        model: The bundle, or where it is; absent: the starter model.
        by: A column of ``labels.csv``, for each value of which the main figures are repeated.
        report: Also write a page with pictures to this HTML file.
        report_title: What the report calls the dataset; absent: where it is.
        read: How pages are read, where they are not yet.
        jobs: Reading processes; absent: one a core.

    Returns:
        The figures; a `PageEvaluation` where pages have labels and the model has classes.

    Raises:
        UsageError: The dataset does not have the column.
        DatasetError: It is malformed, or there is nothing to measure.
        BundleError: The bundle cannot be used.
        MissingProgramError: matplotlib, which draws the report, or an OCR engine is missing.
        AccessDeniedError: The report cannot be written.
    """
    from smartcat.evaluate import evaluate as measure
    from smartcat.evaluate import write_report
    from smartcat.sorting import Sorter

    bundle = as_bundle(model)
    if report is not None:
        check_output_file(Path(report))
    pages = as_dataset(dataset, read, jobs, by)
    classes = bundle.metadata.classes
    threshold = classes.threshold.value if classes else None
    evaluation = measure(pages, Sorter(bundle), threshold=threshold, by=by)
    if report is not None:
        title = report_title or called(dataset)
        write_report(evaluation, Path(report), dataset=title, model_name=bundle.name)
    return evaluation


def called(dataset: "Dataset | str | Path") -> str:
    """What a report calls a dataset."""
    return str(dataset) if isinstance(dataset, str | Path) else "labelled pages"
