"""What an evaluation found: the object that `smartcat evaluate --format json` prints."""

from pydantic import Field

from smartcat.evaluate.stream_result import BoundaryFigures, Breakdown, StreamFigures
from smartcat.models import ClassLabel, Noun


class ClassFigures(Noun):
    """How well one class is found.

    Attributes:
        precision: Share of the pages given this class that are of it.
        recall: Share of the pages of this class that were given it.
        f1: Harmonic mean of the two.
        support: How many pages are of this class.
    """

    precision: float
    recall: float
    f1: float
    support: int


class Confusion(Noun):
    """How often each true class was given each class.

    Attributes:
        labels: The classes, in the order of rows and columns.
        counts: A row a true class, a column a given class. Unscored pages are in no column.
    """

    labels: tuple[ClassLabel, ...]
    counts: tuple[tuple[int, ...], ...]


class RiskCoverage(Noun):
    """What reviewing the least confident pages catches.

    Attributes:
        review: Share of all pages that a person looks at, least confident first.
        errors_caught: Share of all errors among them.
    """

    review: float
    errors_caught: float


class ReliabilityBin(Noun):
    """Pages of about the same confidence, and how many of them are right.

    Attributes:
        confidence: Their mean confidence.
        accuracy: Share of them that are right.
        pages: How many they are.
    """

    confidence: float
    accuracy: float
    pages: int


class Evaluation(Noun):
    """How well a model does on a dataset: what can be told without class labels.

    Attributes:
        model: Digest of the model bundle.
        boundaries: Where documents were said to begin; absent if no stream of several pages has
            documents that are known.
        streams: Whether whole documents were found; absent likewise.
        by: The main figures for each value of a column; absent if none was asked for.
        warnings: What was left out, and why.
    """

    model: str
    boundaries: BoundaryFigures | None = None
    streams: StreamFigures | None = None
    by: Breakdown | None = None
    warnings: tuple[str, ...] = Field(default=())


class PageFigures(Noun):
    """How well the classes of pages are told.

    Attributes:
        pages: Labelled pages that are not blank: those are of no class.
        blank: How many labelled pages were left out as blank.
        unscored: Pages that were not scored, as they have no text; they count as errors of
            confidence 0.
        accuracy: Share of pages whose best guess is right, whether or not it was accepted.
        macro_f1: Mean F1 over the classes that occur, as true or as given class.
        ece: Expected calibration error of the best guess, 15 bins of equal width (Guo et al. 2017).
        auroc: How well confidence tells right from wrong, 0.5 to 1; absent if all are right.
        threshold: The bundle's review threshold.
        accepted: Share of pages at or above the threshold.
        accepted_accuracy: Share of those that are right; absent if there are none.
        classes: Figures of each class.
        confusion: What was taken for what.
        risk_coverage: What review catches.
        reliability: Confidence against accuracy, in the bins of ``ece`` that are not empty.
    """

    pages: int
    blank: int = 0
    unscored: int
    accuracy: float
    macro_f1: float
    ece: float
    auroc: float | None
    threshold: float
    accepted: float
    accepted_accuracy: float | None
    classes: dict[ClassLabel, ClassFigures]
    confusion: Confusion
    risk_coverage: tuple[RiskCoverage, ...]
    reliability: tuple[ReliabilityBin, ...]


class PageEvaluation(Evaluation, PageFigures):
    """How well a model does on a dataset with class labels: the same, and the figures of pages."""
