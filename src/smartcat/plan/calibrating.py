"""Fit what reading costs to documents that were measured. This module owns `scipy.optimize`."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from smartcat.plan.coefficients import ReadCosts
from smartcat.plan.predictor import Amounts
from smartcat.read import DocumentProbe

_FOLDS = 5
_ROUNDS = 20
"""Of weighting anew; costs were seen to stand still to five digits after eight."""
_LEAST_S = 0.02
"""CPU seconds that a document counts as at least: what is less is nothing beside a worker's start,
and would outweigh all else as a share of itself."""


@dataclass(frozen=True)
class MeasuredDocument:
    """A document that was probed and read.

    Attributes:
        probe: What the probe said.
        read_s: CPU seconds that reading it took.
    """

    probe: DocumentProbe
    read_s: float


def fit(documents: Sequence[MeasuredDocument]) -> ReadCosts:
    """Find costs, none of them negative, for documents that miss by some share of what they take.

    Least squares of the errors as shares of the prediction, by non-negative least squares that are
    weighted anew by the predictions of the last round: the quasi-likelihood of a constant
    coefficient of variation (McCullagh and Nelder, Generalized Linear Models, 1989, chapters 8
    and 9). Unlike shares of the truth, these do not make predictions of many documents too low.

    Args:
        documents: Some dozens at least, with and without OCR.
    """
    amounts = np.array([Amounts.of(document.probe) for document in documents])
    truth_s = predicted_s = _truth_s(documents)
    costs = np.zeros(amounts.shape[1])
    for _ in range(_ROUNDS):
        costs = nnls(amounts / predicted_s[:, None], truth_s / predicted_s)[0]
        predicted_s = np.maximum(amounts @ costs, _LEAST_S)
    names = ReadCosts.model_fields
    return ReadCosts(**dict(zip(names, costs.tolist(), strict=True)))


def relative_errors(costs: ReadCosts, documents: Sequence[MeasuredDocument]) -> list[float]:
    """Say by what share of the truth predictions miss, document by document.

    Args:
        costs: What predictions are made with.
        documents: Documents that were not in the fit of the costs.
    """
    predicted_s = np.array([Amounts.of(one.probe).cost_s(costs) for one in documents])
    truth_s = _truth_s(documents)
    errors: list[float] = (np.abs(predicted_s - truth_s) / truth_s).tolist()
    return errors


def cross_validated_error(documents: Sequence[MeasuredDocument]) -> float:
    """Return the median relative error on documents that are not in the fit, each in its turn."""
    errors: list[float] = []
    for fold in range(_FOLDS):
        held_out = documents[fold::_FOLDS]
        rest = [one for index, one in enumerate(documents) if index % _FOLDS != fold]
        errors += relative_errors(fit(rest), held_out)
    return statistics.median(errors)


def _truth_s(documents: Sequence[MeasuredDocument]) -> NDArray[np.float64]:
    truth_s: NDArray[np.float64] = np.array([max(one.read_s, _LEAST_S) for one in documents])
    return truth_s
