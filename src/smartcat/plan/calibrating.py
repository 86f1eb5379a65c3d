"""Fit what reading costs to documents that were measured. This module owns `scipy.optimize`."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from smartcat.errors import DatasetError
from smartcat.models import Noun
from smartcat.plan.coefficients import Coefficients, OcrEffort, ReadCosts
from smartcat.plan.predictor import Amounts, Predictor
from smartcat.read import DocumentProbe, OcrChoice, ReadOptions

LEAST_DOCUMENTS = 20
"""With fewer, a fit says more of them than of the machine."""

_FOLDS = 5
_DIGITS = 4
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


@dataclass
class Measurements:
    """Documents that were probed and read, all in the same way.

    Attributes:
        options: How they were read; the OCR engine is chosen.
        documents: The documents.
        left_out: How many were not measured: they could not be opened, or are not what was read.
        pages: Pages that were sorted.
        sort_s: CPU seconds of sorting them.
        software: What read the pages.
    """

    options: ReadOptions
    documents: list[MeasuredDocument] = field(default_factory=list)
    left_out: int = 0
    pages: int = 0
    sort_s: float = 0.0
    software: set[str] = field(default_factory=set)


class Calibration(Noun):
    """Coefficients that were fitted to measurements, and how well they foretell.

    Attributes:
        documents: How many documents were measured.
        left_out: How many were not.
        median_relative_error: Of predictions of documents that were not in the fit, each in its
            turn.
        median_relative_error_before: Of predictions with the coefficients so far.
        kept: Costs that no document tells, and that stay as they were.
        coefficients: The new ones.
    """

    documents: int
    left_out: int
    median_relative_error: float
    median_relative_error_before: float
    kept: tuple[str, ...]
    coefficients: Coefficients


def calibrate(
    measured: Measurements, before: Coefficients, start_s: float, machine: str, today: date
) -> Calibration:
    """Fit coefficients to measurements.

    Args:
        measured: What documents took.
        before: The coefficients so far.
        start_s: CPU seconds of starting a worker.
        machine: Where it was measured, in general words.
        today: When.

    Raises:
        DatasetError: There are too few documents.
    """
    documents = measured.documents
    if len(documents) < LEAST_DOCUMENTS:
        raise DatasetError(
            f"{len(documents)} documents could be measured, and {LEAST_DOCUMENTS} are needed at "
            "least; take more, some with OCR and some without"
        )
    old = Predictor(measured.options, before).read_costs
    told, kept = _known(fit(documents), old, documents)
    error = round(cross_validated_error(documents), 3)
    coefficients = Coefficients(
        measured_on=today,
        machine=machine,
        software=tuple(sorted(measured.software)),
        documents=len(documents),
        pages=sum(one.probe.page_count for one in documents),
        median_relative_error=error,
        read=_rounded(told),
        ocr_effort=_measured_with(before.ocr_effort, measured.options),
        sort_page_s=round(measured.sort_s / max(measured.pages, 1), _DIGITS),
        start_s=round(start_s, 2),
    )
    return Calibration(
        documents=len(documents),
        left_out=measured.left_out,
        median_relative_error=error,
        median_relative_error_before=round(statistics.median(relative_errors(old, documents)), 3),
        kept=kept,
        coefficients=coefficients,
    )


def fit(documents: Sequence[MeasuredDocument]) -> ReadCosts:
    """Find costs, none of them negative, for documents that miss by some share of what they take.

    Least squares of the errors as shares of the prediction, by non-negative least squares that are
    weighted anew by the predictions of the last round: the quasi-likelihood of a constant
    coefficient of variation (McCullagh and Nelder, Generalized Linear Models, 1989, chapters 8
    and 9). Unlike shares of the truth, these do not make predictions of many documents too low.

    Args:
        documents: Some dozens at least, with and without OCR.
    """
    from scipy.optimize import nnls  # figures are shown where it is not installed, too

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


def _known(
    fitted: ReadCosts, old: ReadCosts, documents: Sequence[MeasuredDocument]
) -> tuple[ReadCosts, tuple[str, ...]]:
    """Keep the costs of things that no document has: the fit takes them for nothing."""
    amounts = np.array([Amounts.of(document.probe) for document in documents]).sum(axis=0)
    names = tuple(ReadCosts.model_fields)
    kept = tuple(name for name, amount in zip(names, amounts, strict=True) if not amount)
    return fitted.model_copy(update=old.model_dump(include=set(kept))), kept


def _measured_with(effort: OcrEffort, options: ReadOptions) -> OcrEffort:
    """Say how OCR takes more or less time than it was measured with now."""
    engines = (OcrChoice.TESSEROCR, OcrChoice.PYTESSERACT)
    one = effort.engines.get(options.ocr, 1.0)
    return effort.model_copy(
        update={
            "dpi": options.dpi,
            "languages": max(len(options.languages), 1),
            "engines": {
                engine.value: round(effort.engines.get(engine, 1.0) / one, _DIGITS)
                for engine in engines
                if engine is not options.ocr
            },
        }
    )


def _rounded(costs: ReadCosts) -> ReadCosts:
    """Leave off digits that are noise."""
    return ReadCosts(**{name: round(cost, _DIGITS) for name, cost in costs.model_dump().items()})
