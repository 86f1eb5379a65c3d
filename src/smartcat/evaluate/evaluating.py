"""Measure a model on labelled pages and page streams."""

from smartcat.dataset import Dataset
from smartcat.errors import DatasetError
from smartcat.evaluate.breakdown import break_down
from smartcat.evaluate.page_figures import labelled_pages, page_figures
from smartcat.evaluate.result import Evaluation, PageEvaluation
from smartcat.evaluate.sorted_streams import StreamSorter, sort_streams
from smartcat.evaluate.stream_figures import boundary_figures, stream_figures
from smartcat.evaluate.stream_table import StreamTable


def evaluate(
    dataset: Dataset, sorter: StreamSorter, *, threshold: float | None, by: str | None = None
) -> Evaluation:
    """Measure a model: its classes on labelled pages, its boundaries in streams of several pages.

    Args:
        dataset: Pages with labels, with documents, or both.
        sorter: What is measured.
        threshold: Confidences of at least this are accepted; absent if the model has no classes.
        by: A column of ``labels.csv``, for each value of which the main figures are repeated.

    Returns:
        A `PageEvaluation` if there are labels and the model has classes.

    Raises:
        DatasetError: There is nothing to measure.
    """
    streams = sort_streams(dataset.pages, sorter)
    labelled = labelled_pages(streams) if threshold is not None else []
    figures = None if threshold is None else page_figures(labelled, threshold)
    table = StreamTable.of(streams)
    if figures is None and table is None:
        raise DatasetError(
            "the dataset has no page with a label and text, and no page stream whose documents "
            "are told apart, so nothing to measure"
        )
    judged = [page for page in labelled if not page.is_blank]
    evaluation = Evaluation(
        model=sorter.identity.sha256,
        boundaries=boundary_figures(table) if table else None,
        streams=stream_figures(table) if table else None,
        by=break_down(by, dataset.pages, judged, table) if by is not None else None,
        warnings=dataset.warnings,
    )
    if figures is None:
        return evaluation
    return PageEvaluation(**dict(evaluation), **dict(figures))
