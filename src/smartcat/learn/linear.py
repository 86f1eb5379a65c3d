"""Fit the linear model: how telling each feature is, then a support vector machine."""

import warnings
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from smartcat.bundle import LinearModel
from smartcat.features import Buckets, FeatureSchema, weigh

FEWEST_PAGES = 2
"""A feature of one page only cannot tell anything of others."""

PRIOR_PAGES = 2.0
"""So many pages of the usual mix of labels are added to what was seen of a feature."""

LEAST_SCALE = 0.05
"""What a feature counts that tells nothing; the telling ones come near one or two."""

_ABSENT_MARGIN = -1.0
"""Margin of a label that the pages do not have: that of pages which are clearly not of it."""


def fit_linear(
    pages: Sequence[Buckets],
    codes: NDArray[np.int64],
    n_labels: int,
    schema: FeatureSchema,
    softness: float,
) -> LinearModel:
    """Fit scales, weights and biases.

    Args:
        pages: The buckets of each page.
        codes: The label of each page.
        n_labels: How many labels there are; some may have no page.
        schema: How the buckets were made.
        softness: The machine's C, what a page within the margin costs: with less of it the model
            leans on many features rather than on the few that tell most.
    """
    scales = _scales(pages, codes, schema).astype(np.float16)
    known = np.flatnonzero(scales)
    matrix = _matrix(pages, scales.astype(np.float32), schema)[:, known]
    present = np.unique(codes)
    machine = LinearSVC(C=softness, loss="hinge", tol=1e-2, random_state=0)
    with warnings.catch_warnings():
        # liblinear stops near enough; margins are calibrated afterwards in any case
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine.fit(matrix, codes)
    weights = np.zeros((known.size, n_labels), dtype=np.float16)
    biases = np.full(n_labels, _ABSENT_MARGIN, dtype=np.float32)
    weights[:, present] = _one_per_label(machine.coef_).T
    biases[present] = _one_per_label(machine.intercept_)
    return LinearModel(known.astype(np.uint32), weights, scales[known], biases)


def margins_of(
    model: LinearModel, pages: Sequence[Buckets], schema: FeatureSchema
) -> NDArray[np.float64]:
    """The margins of pages: pages by labels."""
    return np.asarray([model.margins(page, schema) for page in pages])


def _scales(
    pages: Sequence[Buckets], codes: NDArray[np.int64], schema: FeatureSchema
) -> NDArray[np.float64]:
    """How telling each bucket is; 0 for those of too few pages.

    It is the divergence (Kullback and Leibler, 1951) of the labels of the pages that have the
    feature from the labels of all pages.
    """
    _, rows = np.unique(codes, return_inverse=True)
    occurs = _rows([np.ones(page.size) for page in pages], pages, schema.n_buckets)
    counts = np.asarray(occurs.sum(axis=0)).ravel()
    known = np.flatnonzero(counts >= FEWEST_PAGES)
    one_hot = sp.csr_matrix((np.ones(rows.size), (rows, np.arange(rows.size))))
    seen = (one_hot @ occurs[:, known]).toarray()
    usual = np.bincount(rows)[:, None] / rows.size
    shares = (seen + PRIOR_PAGES * usual) / (counts[known] + PRIOR_PAGES)
    scales = np.zeros(schema.n_buckets)
    scales[known] = LEAST_SCALE + (shares * np.log(shares / usual)).sum(axis=0)
    return scales


def _matrix(
    pages: Sequence[Buckets], scales: NDArray[np.float32], schema: FeatureSchema
) -> sp.csr_matrix:
    """The vectors of pages, as training and serving both weigh them: pages by buckets."""
    values = [weigh(page, scales[page], schema).astype(np.float64) for page in pages]
    return _rows(values, pages, schema.n_buckets)


def _rows(
    values: Sequence[NDArray[np.float64]], pages: Sequence[Buckets], n_buckets: int
) -> sp.csr_matrix:
    ends = np.cumsum([0, *(page.size for page in pages)])
    columns = np.concatenate(pages).astype(np.int32)
    return sp.csr_matrix((np.concatenate(values), columns, ends), shape=(len(pages), n_buckets))


def _one_per_label(fitted: NDArray[np.float64]) -> NDArray[np.float64]:
    """With two labels, scikit-learn fits one machine; the other label's is its opposite."""
    return fitted if len(fitted) > 1 else np.concatenate((-fitted, fitted))
