"""Figures on streams in words, for the tables of the command line and of the report."""

from dataclasses import dataclass
from enum import Enum, auto

from smartcat.evaluate.stream_result import BoundaryFigures, StreamFigures


class FigureKind(Enum):
    """How a figure is written."""

    COUNT = auto()
    SHARE = auto()
    INDEX = auto()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure for people.

    Attributes:
        name: What it is called.
        value: The figure; absent if it is a share of nothing.
        meaning: What it says, in a few words.
        kind: How it is written.
    """

    name: str
    value: float | None
    meaning: str
    kind: FigureKind = FigureKind.SHARE


def boundary_rows(figures: BoundaryFigures) -> list[FigureRow]:
    """Put into words how well it is told where documents begin."""
    index, count = FigureKind.INDEX, FigureKind.COUNT
    return [
        FigureRow("places to decide", figures.pairs, "every page but a stream's first", count),
        FigureRow("documents that begin there", figures.true, "true boundaries", count),
        FigureRow("cuts made", figures.found, "boundaries found", count),
        FigureRow("decided rightly", figures.accuracy, "cut or left together (accuracy)"),
        FigureRow("cuts that are right", figures.precision, "others cut a document (precision)"),
        FigureRow("boundaries found", figures.recall, "others leave documents joined (recall)"),
        FigureRow("F1", figures.f1, "of the last two; 1 is perfect", index),
        FigureRow("Cohen's kappa", figures.kappa, "0 is chance, 1 is perfect", index),
        FigureRow(
            "calibration error (ECE)", figures.ece, "of the probability of a boundary", index
        ),
    ]


def stream_rows(figures: StreamFigures) -> list[FigureRow]:
    """Put into words how well whole documents are found."""
    index, count = FigureKind.INDEX, FigureKind.COUNT
    return [
        FigureRow("streams", figures.streams, "of two pages and more", count),
        FigureRow("streams without a wrong cut", figures.streams_exact, "need no correction"),
        FigureRow("documents", figures.documents, "in these streams", count),
        FigureRow("segments", figures.segments, "documents as they were found", count),
        FigureRow("documents exactly right", figures.documents_exact, "all pages, and no other"),
        FigureRow(
            "with the right class, too",
            figures.documents_exact_with_class,
            "split accuracy, any order",
        ),
        FigureRow(
            "with pages in order, too", figures.split_accuracy_ordered, "split accuracy, in order"
        ),
        FigureRow(
            "documents cut to pieces",
            figures.over_segmentation,
            "over-segmentation",
        ),
        FigureRow(
            "segments that mix documents",
            figures.under_segmentation,
            "under-segmentation",
        ),
        FigureRow("pages of the right class", figures.page_accuracy, "by their segment"),
        FigureRow("panoptic quality", figures.panoptic_quality, "the next two, multiplied", index),
        FigureRow(
            "segmentation quality", figures.segmentation_quality, "overlap where they match", index
        ),
        FigureRow(
            "recognition quality", figures.recognition_quality, "F1 of documents matched", index
        ),
    ]
