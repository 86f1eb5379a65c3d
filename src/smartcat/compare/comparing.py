"""Have two models decide on the same pages, and compare what they said."""

from collections.abc import Sequence

from smartcat.bundle import ModelBundle
from smartcat.compare.page_figures import (
    LEVEL,
    calibration_errors,
    class_scores,
    document_score,
    paired,
    paired_shares,
)
from smartcat.compare.paired_pages import PairedPages
from smartcat.compare.result import Comparison, PairedFigure
from smartcat.compare.unseen import check_unseen
from smartcat.dataset import Dataset, dataset_digest
from smartcat.errors import BundleIncompatibleError, DatasetError
from smartcat.evaluate import JudgedPage, StreamTable, labelled_pages, sort_streams
from smartcat.evaluate.sorted_streams import MeasuredStream
from smartcat.evaluate.stream_figures import boundary_figures, stream_figures
from smartcat.models import ModelIdentity
from smartcat.sorting import Sorter


def compare(old: ModelBundle, new: ModelBundle, dataset: Dataset) -> Comparison:
    """Compare two models on pages that neither has learned from.

    Args:
        old: The one that is to be replaced.
        new: The one that may take its place.
        dataset: Labelled pages; read once, for both.

    Raises:
        DatasetError: There is nothing to compare on, or one of them learned from it.
        BundleIncompatibleError: One of them knows no classes.
    """
    digest = dataset_digest(dataset.pages)
    warnings = [one for model in (old, new) for one in check_unseen(model, dataset, digest)]
    for model in (old, new):
        if model.classes is None:
            raise BundleIncompatibleError(
                f"the model {model.name} knows no classes, so they cannot be compared; measure "
                "where documents begin with smartcat evaluate"
            )
    streams_old, streams_new = (sort_streams(dataset.pages, Sorter(one)) for one in (old, new))
    pages = PairedPages.of(_judged(streams_old), _judged(streams_new))
    accuracy, coverage, accepted_error = paired_shares(pages)
    boundary_f1, documents_exact = _of_streams(streams_old, streams_new)
    return Comparison(
        old=_identity(old),
        new=_identity(new),
        dataset_sha256=digest,
        pages=len(pages.labels),
        documents=pages.n_documents,
        level=LEVEL,
        accuracy=accuracy,
        coverage=coverage,
        accepted_error=accepted_error,
        ece=calibration_errors(pages),
        score=document_score(pages),
        classes=class_scores(pages),
        boundary_f1=boundary_f1,
        documents_exact=documents_exact,
        warnings=(*warnings, *dataset.warnings),
    )


def _judged(streams: Sequence[MeasuredStream]) -> list[JudgedPage]:
    judged = [page for page in labelled_pages(streams) if not page.is_blank]
    if not judged:
        raise DatasetError("the dataset has no page with a label, so nothing to compare on")
    return judged


def _of_streams(
    old: Sequence[MeasuredStream], new: Sequence[MeasuredStream]
) -> tuple[PairedFigure | None, PairedFigure | None]:
    """F1 of the boundaries and share of documents found whole, where documents are told apart."""
    before, after = StreamTable.of(old), StreamTable.of(new)
    if before is None or after is None:
        return None, None
    boundaries = boundary_figures(before), boundary_figures(after)
    f1 = paired(boundaries[0].f1, boundaries[1].f1) if boundaries[0].true else None
    exact = stream_figures(before).documents_exact, stream_figures(after).documents_exact
    return f1, paired(*exact)


def _identity(model: ModelBundle) -> ModelIdentity:
    return ModelIdentity(sha256=model.digest, name=model.name)
