"""Train a model: fit, measure on unseen documents, calibrate, choose the threshold, write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from smartcat import __version__, metrics
from smartcat.bundle import (
    BundleMetadata,
    ClassesMetadata,
    CrossValidation,
    LinearModel,
    ModelBundle,
    Provenance,
    load_bundle,
    write_bundle,
)
from smartcat.dataset import LabelledPage
from smartcat.features import Buckets, FeatureSchema, extract
from smartcat.learn.calibrating import fit_calibration
from smartcat.learn.caution import SOFTNESSES, Trial, choose_trial
from smartcat.learn.folds import deal
from smartcat.learn.lessons import Lessons, prepare
from smartcat.learn.linear import fit_linear, margins_of
from smartcat.learn.threshold import choose_threshold

FEWEST_PAGES_WITHOUT_TEXT = 5
"""With fewer in training, a page without text is not scored."""

_FIGURE_DIGITS = 4

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


@dataclass(frozen=True)
class TrainingOptions:
    """What a person may say about a training.

    Attributes:
        name: What to call the model; the file's name without ending if absent.
        description: Free text for the bundle.
        trained_on: The day to record; absent, the bundle depends on the pages alone.
        target_error: Share of wrong pages among those accepted without review to aim at.
        most_review: Largest share of pages to review for it.
    """

    name: str | None = None
    description: str = ""
    trained_on: date | None = None
    target_error: float = 0.02
    most_review: float = 0.25


@dataclass(frozen=True)
class TrainingResult:
    """What came of a training.

    Attributes:
        bundle: The model, as loaded from its file.
        warnings: What a person should know about the data.
    """

    bundle: ModelBundle
    warnings: tuple[str, ...]


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


@dataclass
class _Steps:
    """Counts the fits, for those who wait."""

    total: int
    progress: Progress | None
    count: int = 0

    def done(self) -> None:
        self.count += 1
        if self.progress:
            self.progress(self.count, self.total)

    def finish(self) -> None:
        self.count = self.total - 1
        self.done()


def train(
    labelled: Sequence[LabelledPage],
    path: Path,
    options: TrainingOptions | None = None,
    progress: Progress | None = None,
) -> TrainingResult:
    """Learn from labelled pages and write the model bundle; the same pages give the same bytes.

    Args:
        labelled: The pages; those without a label, failed and blank ones are passed over.
        path: Where the bundle goes; what is there is replaced at the very end.
        options: What else to record, and how much review is acceptable.
        progress: Told after each fit.

    Raises:
        DatasetError: There are too few labels, or too few documents of one.
        AccessDeniedError: The bundle cannot be written.
    """
    options = options or TrainingOptions()
    lessons = prepare(labelled)
    material = _material(lessons)
    folds = deal(lessons.codes, lessons.groups)
    steps = _Steps(len(SOFTNESSES) * (int(folds.max()) + 1) + 1, progress)
    trial = choose_trial(partial(_unseen_margins, material, folds, steps), lessons.codes)
    model = material.fit(np.ones(len(folds), dtype=bool), trial.softness)
    metadata = _metadata(material, trial, folds, options, path)
    write_bundle(path, metadata, model)
    steps.finish()
    return TrainingResult(load_bundle(path), lessons.warnings)


def _material(lessons: Lessons) -> _Material:
    """Extract features; the layout counts if most pages have one."""
    schema = FeatureSchema(layout=2 * _pages_with_layout(lessons) > len(lessons.pages))
    return _Material(lessons, schema, [extract(page, schema) for page in lessons.pages])


def _unseen_margins(
    material: _Material, folds: NDArray[np.int64], steps: _Steps, softness: float
) -> NDArray[np.float64]:
    """Margins of each page by a model that has not seen its document."""
    margins = np.zeros((len(folds), len(material.lessons.labels)))
    for fold in np.unique(folds):
        model = material.fit(folds != fold, softness)
        margins[folds == fold] = material.margins(model, folds == fold)
        steps.done()
    return margins


def _metadata(
    material: _Material,
    trial: Trial,
    folds: NDArray[np.int64],
    options: TrainingOptions,
    path: Path,
) -> BundleMetadata:
    lessons, margins = material.lessons, trial.margins
    probabilities = _unseen_probabilities(lessons, margins, folds)
    confidences = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == lessons.codes
    without_text = int(np.count_nonzero(lessons.text_lengths == 0))
    counts = np.bincount(lessons.codes).tolist()
    return BundleMetadata(
        name=options.name or path.stem,
        description=options.description,
        features=material.schema,
        classes=ClassesMetadata(
            labels=lessons.labels,
            calibration=fit_calibration(margins, lessons.codes, lessons.text_lengths),
            threshold=choose_threshold(
                confidences, correct, options.target_error, options.most_review
            ),
            scores_pages_without_text=without_text >= FEWEST_PAGES_WITHOUT_TEXT,
            pages_per_label=dict(zip(lessons.labels, counts, strict=True)),
            softness=trial.softness,
            cross_validation=_figures(lessons, probabilities, int(folds.max()) + 1),
        ),
        provenance=Provenance(
            smartcat_version=__version__,
            trained_on=options.trained_on,
            dataset_sha256=lessons.digest,
            pages_with_layout=_pages_with_layout(lessons),
            pages_without_text=without_text,
        ),
    )


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


def _pages_with_layout(lessons: Lessons) -> int:
    return sum(page.layout is not None for page in lessons.pages)
