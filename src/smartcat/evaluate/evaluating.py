"""Measure a classifier on labelled pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import SupportsFloat

import numpy as np

from smartcat import metrics
from smartcat.classify import Classifier
from smartcat.dataset import Dataset
from smartcat.errors import DatasetError
from smartcat.evaluate.result import (
    ClassFigures,
    Confusion,
    Evaluation,
    ReliabilityBin,
    RiskCoverage,
)
from smartcat.models import Abstained, AbstentionReason, LabelProbability, Prediction

_DIGITS = 4


@dataclass(frozen=True)
class _Judged:
    """A labelled page and the classifier's best guess; without one its confidence is 0."""

    label: str
    guess: LabelProbability | None

    @property
    def is_right(self) -> bool:
        return self.guess is not None and self.guess.label == self.label

    @property
    def confidence(self) -> float:
        return self.guess.confidence if self.guess else 0.0


def evaluate(dataset: Dataset, classifier: Classifier) -> Evaluation:
    """Measure a classifier.

    Args:
        dataset: Labelled pages; those without a label are passed over.
        classifier: What is measured.

    Raises:
        DatasetError: No page has a label, or all that have one are blank.
    """
    labelled = [page for page in dataset.pages if page.label is not None]
    predictions = [classifier.predict(page.page) for page in labelled]
    judged = [
        _Judged(page.label or "", prediction.best_guess)
        for page, prediction in zip(labelled, predictions, strict=True)
        if not _is_blank(prediction)
    ]
    if not judged:
        raise DatasetError("the dataset has no page with a label and text, so nothing to measure")
    return _evaluation(judged, len(labelled) - len(judged), classifier, dataset.warnings)


def _is_blank(prediction: Prediction) -> bool:
    return isinstance(prediction, Abstained) and prediction.reason is AbstentionReason.BLANK


def _evaluation(
    judged: Sequence[_Judged], blank: int, classifier: Classifier, warnings: tuple[str, ...]
) -> Evaluation:
    right = np.array([page.is_right for page in judged])
    confidence = np.array([page.confidence for page in judged])
    accepted = confidence >= classifier.threshold
    confusion = _confusion(judged)
    classes = _classes(judged, confusion)
    auroc = metrics.auroc(confidence, right)
    return Evaluation(
        model=classifier.identity.sha256,
        pages=len(judged),
        blank=blank,
        unscored=sum(page.guess is None for page in judged),
        accuracy=_rounded(right.mean()),
        macro_f1=_rounded(np.mean([figures.f1 for figures in classes.values()])),
        ece=_rounded(metrics.ece(confidence, right)),
        auroc=None if auroc is None else _rounded(auroc),
        threshold=classifier.threshold,
        accepted=_rounded(accepted.mean()),
        accepted_accuracy=_rounded(right[accepted].mean()) if accepted.any() else None,
        classes=classes,
        confusion=confusion,
        risk_coverage=tuple(
            RiskCoverage(review=gain.review, errors_caught=_rounded(gain.errors_caught))
            for gain in metrics.risk_coverage(confidence, right)
        ),
        reliability=tuple(
            ReliabilityBin(
                confidence=_rounded(part.confidence),
                accuracy=_rounded(part.accuracy),
                pages=part.pages,
            )
            for part in metrics.confidence_bins(confidence, right)
        ),
        warnings=warnings,
    )


def _confusion(judged: Sequence[_Judged]) -> Confusion:
    scored = [(page.label, page.guess.label) for page in judged if page.guess]
    labels = sorted({page.label for page in judged} | {given for _, given in scored})
    codes = {label: code for code, label in enumerate(labels)}
    true = np.array([codes[label] for label, _ in scored], dtype=np.int64)
    given = np.array([codes[label] for _, label in scored], dtype=np.int64)
    counts = metrics.confusion_matrix(true, given, len(labels))
    return Confusion(labels=tuple(labels), counts=tuple(map(tuple, counts.tolist())))


def _classes(judged: Sequence[_Judged], confusion: Confusion) -> dict[str, ClassFigures]:
    """Figures of the classes that occur; unscored pages are missing from recall."""
    support = Counter(page.label for page in judged)
    counts = np.array(confusion.counts).reshape(len(confusion.labels), len(confusion.labels))
    return {
        label: _class_figures(int(counts[code, code]), int(counts[:, code].sum()), support[label])
        for code, label in enumerate(confusion.labels)
    }


def _class_figures(right: int, given: int, support: int) -> ClassFigures:
    return ClassFigures(
        precision=_rounded(right / given if given else 0.0),
        recall=_rounded(right / support if support else 0.0),
        f1=_rounded(2 * right / (given + support)),
        support=support,
    )


def _rounded(value: SupportsFloat) -> float:
    return round(float(value), _DIGITS)
