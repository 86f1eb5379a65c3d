"""Figures on the classes of pages."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from smartcat import metrics
from smartcat.dataset import LabelledPage
from smartcat.evaluate.result import (
    ClassFigures,
    Confusion,
    PageFigures,
    ReliabilityBin,
    RiskCoverage,
)
from smartcat.evaluate.rounding import rounded, rounded_if_any
from smartcat.evaluate.sorted_streams import MeasuredStream
from smartcat.models import (
    AbstentionReason,
    Classified,
    LabelProbability,
    Prediction,
)


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A labelled page and the model's best guess; without one its confidence is 0."""

    page: LabelledPage
    prediction: Prediction

    @property
    def label(self) -> str:
        """Its true class."""
        return self.page.label or ""

    @property
    def guess(self) -> LabelProbability | None:
        """The class that it was given, whether or not it was accepted."""
        return self.prediction.best_guess

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.guess is not None and self.guess.label == self.label

    @property
    def confidence(self) -> float:
        """How sure the model is."""
        return self.guess.confidence if self.guess else 0.0

    @property
    def is_accepted(self) -> bool:
        """Whether its class stands without review."""
        return isinstance(self.prediction, Classified)

    @property
    def is_blank(self) -> bool:
        """Whether it is empty, and so of no class."""
        return self.prediction.reason is AbstentionReason.BLANK


def labelled_pages(streams: Iterable[MeasuredStream]) -> list[JudgedPage]:
    """Take the pages that have a label, blank ones too."""
    return [
        JudgedPage(page, result.prediction)
        for stream in streams
        for page, result in zip(stream.pages, stream.results, strict=True)
        if page.label is not None
    ]


def page_figures(labelled: Sequence[JudgedPage], threshold: float) -> PageFigures | None:
    """Measure classes and confidences.

    Args:
        labelled: All labelled pages; the blank ones are counted and left out.
        threshold: The review threshold, to be told with the figures.

    Returns:
        The figures; absent if no page is left.
    """
    judged = [page for page in labelled if not page.is_blank]
    if not judged:
        return None
    right = np.array([page.is_right for page in judged])
    confidence = np.array([page.confidence for page in judged])
    accepted = np.array([page.is_accepted for page in judged])
    confusion = _confusion(judged)
    classes = _classes(judged, confusion)
    return PageFigures(
        pages=len(judged),
        blank=len(labelled) - len(judged),
        unscored=sum(page.guess is None for page in judged),
        accuracy=rounded(right.mean()),
        macro_f1=rounded(np.mean([figures.f1 for figures in classes.values()])),
        ece=rounded(metrics.ece(confidence, right)),
        auroc=rounded_if_any(metrics.auroc(confidence, right)),
        threshold=threshold,
        accepted=rounded(accepted.mean()),
        accepted_accuracy=rounded(right[accepted].mean()) if accepted.any() else None,
        classes=classes,
        confusion=confusion,
        risk_coverage=tuple(
            RiskCoverage(review=gain.review, errors_caught=rounded(gain.errors_caught))
            for gain in metrics.risk_coverage(confidence, right)
        ),
        reliability=tuple(
            ReliabilityBin(
                confidence=rounded(part.confidence),
                accuracy=rounded(part.accuracy),
                pages=part.pages,
            )
            for part in metrics.confidence_bins(confidence, right)
        ),
    )


def _confusion(judged: Sequence[JudgedPage]) -> Confusion:
    scored = [(page.label, page.guess.label) for page in judged if page.guess]
    labels = sorted({page.label for page in judged} | {given for _, given in scored})
    codes = {label: code for code, label in enumerate(labels)}
    true = np.array([codes[label] for label, _ in scored], dtype=np.int64)
    given = np.array([codes[label] for _, label in scored], dtype=np.int64)
    counts = metrics.confusion_matrix(true, given, len(labels))
    return Confusion(labels=tuple(labels), counts=tuple(map(tuple, counts.tolist())))


def _classes(judged: Sequence[JudgedPage], confusion: Confusion) -> dict[str, ClassFigures]:
    """Figures of the classes that occur; unscored pages are missing from recall."""
    support = Counter(page.label for page in judged)
    counts = np.array(confusion.counts).reshape(len(confusion.labels), len(confusion.labels))
    return {
        label: _class_figures(int(counts[code, code]), int(counts[:, code].sum()), support[label])
        for code, label in enumerate(confusion.labels)
    }


def _class_figures(right: int, given: int, support: int) -> ClassFigures:
    return ClassFigures(
        precision=rounded(right / given if given else 0.0),
        recall=rounded(right / support if support else 0.0),
        f1=rounded(2 * right / (given + support)),
        support=support,
    )
