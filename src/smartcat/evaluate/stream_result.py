"""What an evaluation found out about page streams: boundaries, whole documents, and parts."""

from smartcat.models import Noun


class BoundaryBin(Noun):
    """Pages at which a boundary was about equally probable, and how many of them are one.

    Attributes:
        confidence: The mean probability of a boundary.
        boundaries: Share of them at which a document begins.
        pairs: How many they are.
    """

    confidence: float
    boundaries: float
    pairs: int


class BoundaryFigures(Noun):
    """How well it is told where documents begin.

    Each page but the first of its stream is a decision, blank pages like all others; positive is
    that a document begins there. A share of nothing is absent.

    Attributes:
        pairs: How many decisions there are: pairs of neighbouring pages.
        true: At how many of them a document begins.
        found: At how many of them one was said to begin.
        accuracy: Share of decisions that are right.
        precision: Share of the boundaries found that are true.
        recall: Share of the true boundaries that were found.
        f1: Harmonic mean of the two.
        kappa: Agreement beyond chance (Cohen 1960); absent if chance alone would do.
        scored: How many decisions have a probability.
        ece: Expected calibration error of the probability of a boundary, 15 bins of equal width
            (Naeini et al. 2015); absent where nothing was scored.
        reliability: That probability against the share of boundaries, in the bins of ``ece`` that
            are not empty.
    """

    pairs: int
    true: int
    found: int
    accuracy: float
    precision: float | None
    recall: float | None
    f1: float | None
    kappa: float | None
    scored: int
    ece: float | None
    reliability: tuple[BoundaryBin, ...]


class StreamFigures(Noun):
    """How well whole documents are found, in all streams of two pages and more.

    Figures with classes are of the documents and pages that have one; absent if none has.

    Attributes:
        streams: How many streams.
        streams_exact: Share of them whose documents are all found exactly.
        documents: How many true documents.
        segments: How many were found.
        documents_exact: Share of documents whose pages are exactly those of a segment.
        documents_exact_with_class: Share for which its class is right, too.
        documents_cut: How many documents lie in several segments.
        over_segmentation: Share of documents that do.
        segments_mixed: How many segments hold pages of several documents.
        under_segmentation: Share of segments that do.
        page_accuracy: Share of labelled pages whose segment has their class.
        split_accuracy_unordered: ``documents_exact_with_class``, by the name that AWS gives it.
        split_accuracy_ordered: The same, with the pages of the document in their order, too; it
            differs if the dataset has a column ``document_page``.
        panoptic_quality: ``segmentation_quality`` x ``recognition_quality``.
        segmentation_quality: Mean overlap of documents and the segments that match them; absent
            if none does.
        recognition_quality: F1 of documents that a segment matches by more than half.
    """

    streams: int
    streams_exact: float
    documents: int
    segments: int
    documents_exact: float
    documents_exact_with_class: float | None
    documents_cut: int
    over_segmentation: float
    segments_mixed: int
    under_segmentation: float
    page_accuracy: float | None
    split_accuracy_unordered: float | None
    split_accuracy_ordered: float | None
    panoptic_quality: float
    segmentation_quality: float | None
    recognition_quality: float


class PartFigures(Noun):
    """The main figures of a part of the dataset, each as in the whole; absent if of nothing.

    Attributes:
        pages: Labelled pages that are not blank.
        accuracy: Share of them whose best guess is right.
        pairs: Decisions at its pages.
        precision: Share of the boundaries found there that are true.
        recall: Share of the true boundaries there that were found.
        f1: Harmonic mean of the two.
        documents: Documents that begin in this part.
        documents_exact: Share of them whose pages are exactly those of a segment.
    """

    pages: int
    accuracy: float | None
    pairs: int
    precision: float | None
    recall: float | None
    f1: float | None
    documents: int
    documents_exact: float | None


class Breakdown(Noun):
    """The main figures for each value of a column of ``labels.csv``.

    Attributes:
        column: Its name.
        values: Figures by value, in the order of their names; no value is the empty name.
    """

    column: str
    values: dict[str, PartFigures]
