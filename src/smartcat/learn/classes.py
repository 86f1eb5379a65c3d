"""Learn classes: fit, measure on unseen documents, calibrate, choose the threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from smartcat import metrics
from smartcat.bundle import ClassesMetadata, CrossValidation, LinearModel, Threshold
from smartcat.bundle.usual import KNOWN_TAKEN_FOR_UNKNOWN
from smartcat.features import Buckets, FeatureSchema, extract
from smartcat.learn.calibrating import fit_calibration
from smartcat.learn.caution import SOFTNESSES, Trial, choose_trial
from smartcat.learn.folds import deal
from smartcat.learn.lessons import Lessons
from smartcat.learn.linear import fit_linear, margins_of
from smartcat.learn.steps import Steps
from smartcat.learn.threshold import choose_threshold
from smartcat.learn.usual import usual_pages
from smartcat.segment import pooled

FEWEST_PAGES_WITHOUT_TEXT = 5
"""With fewer in training, a page without text is not scored."""

_DEPENDENCES = (0.0, 0.25, 0.5, 0.75, 1.0)
_FIGURE_DIGITS = 4
_MARGIN_DIGITS = 6

Probabilities = NDArray[np.float64]


@dataclass(frozen=True)
class LearnedClasses:
    """What came of it.

    Attributes:
        metadata: All but the weights.
        model: The weights.
        unseen: Probabilities of each page by a model that has not seen its document.
    """

    metadata: ClassesMetadata
    model: LinearModel
    unseen: Probabilities


@dataclass(frozen=True)
class _Material:
    """Lessons as vectors."""

    lessons: Lessons
    schema: FeatureSchema
    buckets: Sequence[Buckets]

    def fit(self, chosen: NDArray[np.bool_], softness: float) -> LinearModel:
        pages = [self.buckets[index] for index in np.flatnonzero(chosen).tolist()]
        n_labels = len(self.lessons.labels)
        return fit_linear(pages, self.lessons.codes[chosen], n_labels, self.schema, softness)

    def margins(self, model: LinearModel, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        pages = [self.buckets[index] for index in np.flatnonzero(chosen).tolist()]
        return margins_of(model, pages, self.schema)


def class_folds(lessons: Lessons) -> NDArray[np.int64]:
    """Deal the documents into folds."""
    return deal(lessons.codes, lessons.groups)


def class_fits(lessons: Lessons) -> int:
    """How often the class model is fitted at most."""
    return len(SOFTNESSES) * (int(class_folds(lessons).max()) + 1) + 1


def learn_classes(
    lessons: Lessons, schema: FeatureSchema, target_error: float, most_review: float, steps: Steps
) -> LearnedClasses:
    """Fit and calibrate the class model.

    Args:
        lessons: Labelled pages.
        schema: How pages become vectors.
        target_error: Share of wrong pages among those accepted without review to aim at.
        most_review: Largest share of pages to review for it.
        steps: Told after each fit.
    """
    material = _Material(lessons, schema, [extract(page, schema) for page in lessons.pages])
    folds = class_folds(lessons)
    trial = choose_trial(partial(_unseen_margins, material, folds, steps), lessons.codes)
    model = material.fit(np.ones(len(folds), dtype=bool), trial.softness)
    unseen = _unseen_probabilities(lessons, trial.margins, folds)
    right = unseen.argmax(axis=1) == lessons.codes
    threshold = choose_threshold(unseen.max(axis=1), right, target_error, most_review)
    metadata = _metadata(lessons, trial, folds, unseen, threshold)
    usual = usual_pages(lessons, material.buckets, schema, unseen)
    return LearnedClasses(metadata.model_copy(update={"usual": usual}), model, unseen)


def _metadata(
    lessons: Lessons,
    trial: Trial,
    folds: NDArray[np.int64],
    unseen: Probabilities,
    threshold: Threshold,
) -> ClassesMetadata:
    without_text = int(np.count_nonzero(lessons.text_lengths == 0))
    counts = np.bincount(lessons.codes).tolist()
    return ClassesMetadata(
        labels=lessons.labels,
        calibration=fit_calibration(trial.margins, lessons.codes, lessons.text_lengths),
        threshold=threshold,
        least_margin=_least_margin(trial.margins),
        scores_pages_without_text=without_text >= FEWEST_PAGES_WITHOUT_TEXT,
        dependence=min(_DEPENDENCES, key=partial(_pooled_loss, lessons, unseen)),
        pages_per_label=dict(zip(lessons.labels, counts, strict=True)),
        softness=trial.softness,
        cross_validation=_figures(lessons, unseen, int(folds.max()) + 1),
    )


def _least_margin(unseen: NDArray[np.float64]) -> float | None:
    """The margin that all but a small share of unseen pages of known classes reach."""
    refused = int(KNOWN_TAKEN_FOR_UNKNOWN * (len(unseen) + 1))
    if not refused:
        return None
    return round(float(np.sort(unseen.max(axis=1))[refused]), _MARGIN_DIGITS)


def _pooled_loss(lessons: Lessons, unseen: Probabilities, dependence: float) -> float:
    """Cross-entropy of the classes of whole documents, pages of one label and group."""
    numbers = lessons.groups * len(lessons.labels) + lessons.codes
    loss = 0.0
    for number in np.unique(numbers):
        pages = np.flatnonzero(numbers == number)
        loss -= float(np.log(pooled(list(unseen[pages]), dependence)[lessons.codes[pages[0]]]))
    return loss


def _unseen_margins(
    material: _Material, folds: NDArray[np.int64], steps: Steps, softness: float
) -> NDArray[np.float64]:
    """Margins of each page by a model that has not seen its document."""
    margins = np.zeros((len(folds), len(material.lessons.labels)))
    for fold in np.unique(folds):
        model = material.fit(folds != fold, softness)
        margins[folds == fold] = material.margins(model, folds == fold)
        steps.done()
    return margins


def _unseen_probabilities(
    lessons: Lessons, margins: NDArray[np.float64], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Calibrate each fold by the others, so that not even the calibration has seen its pages."""
    probabilities = np.zeros_like(margins)
    lengths = lessons.text_lengths
    for fold in np.unique(folds):
        own = folds == fold
        calibration = fit_calibration(margins[~own], lessons.codes[~own], lengths[~own])
        probabilities[own] = calibration.apply(margins[own], lengths[own])
    return probabilities


def _figures(lessons: Lessons, probabilities: NDArray[np.float64], n_folds: int) -> CrossValidation:
    guesses, confidences = probabilities.argmax(axis=1), probabilities.max(axis=1)
    correct = guesses == lessons.codes
    auroc = metrics.auroc(confidences, correct)
    return CrossValidation(
        folds=n_folds,
        pages=len(lessons.pages),
        accuracy=round(metrics.accuracy(lessons.codes, guesses), _FIGURE_DIGITS),
        macro_f1=round(metrics.macro_f1(lessons.codes, guesses), _FIGURE_DIGITS),
        ece=round(metrics.ece(confidences, correct), _FIGURE_DIGITS),
        auroc=None if auroc is None else round(auroc, _FIGURE_DIGITS),
    )
