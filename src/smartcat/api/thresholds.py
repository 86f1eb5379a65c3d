"""Choose from which confidence results stand without review."""

from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.bundles import as_bundle
from smartcat.api.datasets import as_dataset
from smartcat.api.evaluating import called
from smartcat.api.files import check_output_file
from smartcat.api.options import ReadOptions
from smartcat.errors import MissingProgramError, UsageError

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.dataset import Dataset
    from smartcat.thresholds import RiskCurve, Subject, ThresholdChoice

_LEVEL = 0.95


def measure_risk(
    dataset: "Dataset | str | Path",
    model: "ModelBundle | str | Path | None" = None,
    *,
    of: str | None = None,
    level: float = _LEVEL,
    report: str | Path | None = None,
    report_title: str | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
) -> "RiskCurve":
    """Show how many results stand at each confidence, and how many of these are wrong.

    Args:
        dataset: Labelled pages that the model has not learned from, or where they are.
        model: The bundle, or where it is; absent: the starter model.
        of: ``classes`` or ``boundaries``; absent: classes, if the model has any.
        level: How certain all intervals together shall be, above 0 and below 1.
        report: Also write a page with the curve to this HTML file.
        report_title: What the report calls the dataset; absent: where it is.
        read: How pages are read, where they are not yet.
        jobs: Reading processes; absent: one a core.

    Returns:
        The curve of risk and coverage.

    Raises:
        UsageError: The model has no such threshold.
        DatasetError: There is nothing to decide on, or the model learned from it.
        BundleError: The bundle cannot be used.
        MissingProgramError: scipy or matplotlib is not installed.
    """
    bundle = as_bundle(model)
    check_thresholds(report)
    subject = subject_of(of, bundle)
    curve = _curve(as_dataset(dataset, read, jobs), bundle, subject, level)
    _write_report(curve, None, report, report_title or called(dataset), bundle)
    return curve


def choose_threshold(
    dataset: "Dataset | str | Path",
    model: "ModelBundle | str | Path | None" = None,
    *,
    target: float,
    out: str | Path | None = None,
    of: str | None = None,
    level: float = _LEVEL,
    report: str | Path | None = None,
    report_title: str | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
) -> "ThresholdChoice":
    """Choose the lowest threshold that keeps errors among the accepted rare enough.

    Args:
        dataset: Labelled pages that the model has not learned from, or where they are.
        model: The bundle, or where it is; absent: the starter model.
        target: Largest share of wrong results among the accepted, as in 0.02.
        out: Write a bundle with the threshold, and the evidence for it, here.
        of: ``classes`` or ``boundaries``; absent: classes, if the model has any.
        level: How certain all intervals together shall be, above 0 and below 1.
        report: Also write a page with the curve to this HTML file.
        report_title: What the report calls the dataset; absent: where it is.
        read: How pages are read, where they are not yet.
        jobs: Reading processes; absent: one a core.

    Returns:
        The threshold, what is guaranteed of it, and the curve.

    Raises:
        UsageError: The model has no such threshold.
        DatasetError: Errors are so rare at no threshold, there is nothing to decide on, or the
            model learned from it.
        BundleError: The bundle cannot be used.
        MissingProgramError: scipy or matplotlib is not installed.
        AccessDeniedError: The bundle or the report cannot be written.
    """
    bundle = as_bundle(model)
    check_thresholds(out, report)
    subject = subject_of(of, bundle)
    curve = _curve(as_dataset(dataset, read, jobs), bundle, subject, level)
    from smartcat.thresholds import choose, write_with_threshold

    choice = choose(curve, target)
    _write_report(curve, choice, report, report_title or called(dataset), bundle)
    if out is not None:
        write_with_threshold(bundle, choice, Path(out))
    return choice


def check_thresholds(*written: str | Path | None) -> None:
    """Make sure that a threshold can be chosen before pages are read for it.

    Args:
        written: Files that are to be written.

    Raises:
        MissingProgramError: scipy is not installed.
        AccessDeniedError: A file cannot be written.
    """
    try:
        import scipy.stats  # noqa: F401 - part of it may be missing
    except ModuleNotFoundError as error:
        raise MissingProgramError(
            f"thresholds need {error.name}; run: pip install 'smartcat[train]'"
        ) from error
    for path in written:
        if path is not None:
            check_output_file(Path(path))


def subject_of(of: str | None, bundle: "ModelBundle") -> "Subject":
    """Say which of its thresholds is meant.

    Raises:
        UsageError: There is no such threshold, or the model does not have it.
    """
    from smartcat.thresholds import Subject

    parts = bundle.metadata
    there = [
        name
        for name, part in ((Subject.CLASSES, parts.classes), (Subject.BOUNDARIES, parts.boundaries))
        if part is not None
    ]
    if of is None:
        return there[0]
    if of not in list(Subject):
        raise UsageError(f"--of knows no '{of}'; choose from {', '.join(Subject)}")
    if of not in there:
        raise UsageError(f"the model {bundle.name} has no {of}; it has {', '.join(there)}")
    return Subject(of)


def _curve(
    dataset: "Dataset", bundle: "ModelBundle", subject: "Subject", level: float
) -> "RiskCurve":
    from smartcat.sorting import Sorter
    from smartcat.thresholds import decide, risk_curve

    return risk_curve(decide(dataset, Sorter(bundle), bundle, subject), level)


def _write_report(
    curve: "RiskCurve",
    choice: "ThresholdChoice | None",
    report: str | Path | None,
    dataset: str,
    bundle: "ModelBundle",
) -> None:
    if report is None:
        return
    from smartcat.thresholds import write_threshold_report

    write_threshold_report(curve, choice, Path(report), dataset=dataset, model_name=bundle.name)
