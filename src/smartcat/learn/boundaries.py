"""Learn where documents begin: two halves of a model of page pairs, calibrated on unseen ones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from smartcat import metrics
from smartcat.bundle import (
    POSITIONS,
    BoostedTrees,
    BoundariesMetadata,
    BoundaryFigures,
    BoundaryModel,
    LinearModel,
)
from smartcat.features import Buckets, FeatureSchema
from smartcat.learn.boosting import grow_trees
from smartcat.learn.linear import fit_linear, margins_of
from smartcat.learn.streams import StreamLessons
from smartcat.learn.threshold import choose_threshold
from smartcat.segment import (
    PAIR_SCHEMA,
    DocumentFrequencies,
    PageClues,
    boundary_probabilities,
    calibrated,
    clues_of,
    document_frequencies,
    matrix,
    pair_features,
    rarity_of,
    sigmoid,
)

_SOFTNESS = 1.0
"""For the positions of pages in their documents; 0.1 to 1 do equally well on Tobacco-800."""
_REGULARISATION = 0.1
_CLASS_WEIGHTS = (0.0, 0.1, 0.2, 0.4, 0.7, 1.0)
_LEAST_DEVIATION = 1e-5
"""A feature that changed by less tells nothing; scaled up it would outweigh all others on a page
where it is another."""
_DIGITS = 6
_FIGURE_DIGITS = 4

FITS = 11
"""How often pairs are fitted at most: once a fold, and once on all."""

Vector = NDArray[np.float64]
Begins = NDArray[np.bool_]


@dataclass(frozen=True)
class BoundaryOptions:
    """What a person may say about the learning of boundaries.

    Attributes:
        page_size: Whether the size of pages may tell documents apart.
        target_error: Share of wrong decisions among those that need no review to aim at.
        most_review: Largest share of decisions to review for it.
    """

    page_size: bool
    target_error: float
    most_review: float


@dataclass(frozen=True)
class _PairModel:
    """The two halves, fitted to standardised features."""

    means: Vector
    deviations: Vector
    weights: Vector
    bias: float
    trees: BoostedTrees

    def probabilities(self, rows: Vector) -> Vector:
        linear = (rows - self.means) / self.deviations @ self.weights + self.bias
        return sigmoid((linear + self.trees.margins(rows)) / 2)


@dataclass(frozen=True)
class _Unseen:
    """A stream of documents that the model had not seen, and what it says of its pairs."""

    fold: int
    begins: Vector
    classes: Sequence[Vector | None]
    truth: Begins


def learn_boundaries(
    lessons: StreamLessons,
    buckets: Sequence[Buckets],
    classes: Sequence[Vector | None],
    schema: FeatureSchema,
    options: BoundaryOptions,
    done: Callable[[], None],
) -> tuple[BoundariesMetadata, BoundaryModel]:
    """Fit and calibrate the boundary model.

    Args:
        lessons: Page streams whose documents are known.
        buckets: Features of each page.
        classes: Probabilities of all labels of each page by a model that has not seen its document;
            absent where none were scored.
        schema: How the buckets were made.
        options: What the person said.
        done: Told after each fit.
    """
    folds = lessons.folds
    positions = _unseen_positions(lessons, buckets, schema, folds)
    clues = [
        clues_of(sample.page, margins, scored)
        for sample, margins, scored in zip(lessons.samples, positions, classes, strict=True)
    ]
    pairs = _Pairs(lessons, clues, document_frequencies(clues), options.page_size)
    unseen = [one for fold in np.unique(folds) for one in pairs.unseen(folds, int(fold), done)]
    weight = min(_CLASS_WEIGHTS, key=lambda weight: _log_loss(_decoded(unseen, weight), unseen))
    decoded = _decoded(unseen, weight)
    slope, offset = _calibration(decoded, _truth(unseen))
    model = pairs.fit(np.arange(len(clues)))
    done()
    honest = _cross_calibrated(decoded, unseen)
    return (
        BoundariesMetadata(
            pair_schema=PAIR_SCHEMA,
            features=pairs.names,
            page_size=options.page_size,
            means=_rounded(model.means),
            deviations=_rounded(model.deviations),
            weights=_rounded(model.weights),
            bias=round(model.bias, _DIGITS),
            class_weight=weight,
            slope=slope,
            offset=offset,
            threshold=choose_threshold(
                np.maximum(honest, 1 - honest),
                (honest >= 0.5) == _truth(unseen),  # noqa: PLR2004 - more likely than not
                options.target_error,
                options.most_review,
            ),
            documents=int(np.unique(lessons.documents).size),
            cross_validation=_figures(honest, _truth(unseen), int(folds.max()) + 1),
        ),
        BoundaryModel(
            positions=fit_linear(buckets, lessons.positions, POSITIONS, schema, _SOFTNESS),
            trees=model.trees,
            word_shares=pairs.usual.words.astype(np.float16),
            gram_shares=pairs.usual.grams.astype(np.float16),
        ),
    )


def _unseen_positions(
    lessons: StreamLessons,
    buckets: Sequence[Buckets],
    schema: FeatureSchema,
    folds: NDArray[np.int64],
) -> Vector:
    """Margins of each page by a model that has not seen its document: pages by positions."""
    margins = np.zeros((len(folds), POSITIONS))
    for fold in np.unique(folds):
        model = _fit_positions(lessons, buckets, schema, np.flatnonzero(folds != fold))
        own = np.flatnonzero(folds == fold)
        margins[own] = margins_of(model, [buckets[index] for index in own.tolist()], schema)
    return margins


def _fit_positions(
    lessons: StreamLessons,
    buckets: Sequence[Buckets],
    schema: FeatureSchema,
    chosen: NDArray[np.int64],
) -> LinearModel:
    pages = [buckets[index] for index in chosen.tolist()]
    return fit_linear(pages, lessons.positions[chosen], POSITIONS, schema, _SOFTNESS)


class _Pairs:
    """Pairs of pages, and the fits to them."""

    def __init__(
        self,
        lessons: StreamLessons,
        clues: Sequence[PageClues],
        usual: DocumentFrequencies,
        page_size: bool,
    ) -> None:
        self.usual = usual
        self._lessons = lessons
        self._clues = clues
        self._page_size = page_size
        self.names = tuple(next(self._rows(np.arange(2))))

    def _rows(self, pages: NDArray[np.int64]) -> Iterator[dict[str, float]]:
        stream = [self._clues[index] for index in pages]
        rarity = rarity_of(stream, self.usual)
        return pair_features(stream, rarity, page_size=self._page_size)

    def _matrix(self, parts: Sequence[NDArray[np.int64]]) -> Vector:
        return np.concatenate([matrix(self._rows(part), self.names) for part in parts])

    def fit(self, pages: NDArray[np.int64]) -> _PairModel:
        parts, begins = self._lessons.pairs(pages)
        rows = self._matrix(parts)
        means, deviations = rows.mean(axis=0), rows.std(axis=0)
        deviations[deviations < _LEAST_DEVIATION] = 1.0
        machine = LogisticRegression(C=_REGULARISATION, max_iter=3000)
        machine.fit((rows - means) / deviations, begins)
        return _PairModel(
            means=means,
            deviations=deviations,
            weights=np.asarray(machine.coef_[0]),
            bias=float(machine.intercept_[0]),
            trees=grow_trees(rows, begins),
        )

    def unseen(
        self, folds: NDArray[np.int64], fold: int, done: Callable[[], None]
    ) -> list[_Unseen]:
        """Judge the streams of one fold by a model of the others."""
        model = self.fit(np.flatnonzero(folds != fold))
        done()
        parts, _ = self._lessons.pairs(np.flatnonzero(folds == fold))
        return [
            _Unseen(
                fold,
                model.probabilities(self._matrix([part])),
                [self._clues[index].classes for index in part],
                self._lessons.pairs(part)[1],
            )
            for part in parts
        ]


def _truth(unseen: Sequence[_Unseen]) -> Begins:
    return np.concatenate([one.truth for one in unseen])


def _decoded(unseen: Sequence[_Unseen], class_weight: float) -> Vector:
    return np.concatenate(
        [boundary_probabilities(one.begins, one.classes, class_weight) for one in unseen]
    )


def _log_loss(probabilities: Vector, unseen: Sequence[_Unseen]) -> float:
    right = np.where(_truth(unseen), probabilities, 1 - probabilities)
    return float(-np.log(np.maximum(right, np.finfo(float).tiny)).mean())


def _calibration(probabilities: Vector, truth: Begins) -> tuple[float, float]:
    """Slope and offset of the log-odds, by maximum likelihood (Platt, 1999)."""
    odds = np.log(probabilities / (1 - probabilities))
    machine = LogisticRegression(C=10.0).fit(odds[:, None], truth)
    slope = max(float(machine.coef_[0, 0]), 0.1)
    return round(slope, _DIGITS), round(float(machine.intercept_[0]), _DIGITS)


def _cross_calibrated(decoded: Vector, unseen: Sequence[_Unseen]) -> Vector:
    """Calibrate each fold by the others."""
    truth = _truth(unseen)
    folds = np.concatenate([np.full(one.truth.size, one.fold) for one in unseen])
    honest = np.zeros_like(decoded)
    for fold in np.unique(folds):
        own = folds == fold
        slope, offset = _calibration(decoded[~own], truth[~own])
        honest[own] = calibrated(decoded[own], slope, offset)
    return honest


def _figures(honest: Vector, truth: Begins, folds: int) -> BoundaryFigures:
    counts = metrics.boundary_counts(truth, honest >= 0.5)  # noqa: PLR2004 - more likely than not
    return BoundaryFigures(
        folds=folds,
        pairs=counts.pairs,
        accuracy=round(counts.accuracy or 0.0, _FIGURE_DIGITS),
        f1=round(counts.f1 or 0.0, _FIGURE_DIGITS),
        kappa=round(counts.kappa or 0.0, _FIGURE_DIGITS),
        ece=round(metrics.boundary_ece(honest, truth) or 0.0, _FIGURE_DIGITS),
    )


def _rounded(values: Vector) -> tuple[float, ...]:
    """So many digits that count, as deviations may be small."""
    return tuple(float(f"{value:.{_DIGITS}g}") for value in values)
