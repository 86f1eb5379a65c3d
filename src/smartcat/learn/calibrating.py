"""Fit the calibration on margins of pages that the model had not seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from smartcat.bundle import Calibration
from smartcat.bundle.calibration import length_deviations, log_sigmoid, softmax

_PENALTY = 1.5
"""Weight of the squared parameters, so that few pages leave the calibration plain."""

_USUAL_SLOPE = 2.0
"""Where the slope is drawn to: margins of the machine are about -1 or 1."""

_DIGITS = 6
"""Parameters are rounded: more digits would only carry noise of the optimiser."""

Vector = NDArray[np.float64]


def fit_calibration(
    margins: NDArray[np.float64], codes: NDArray[np.int64], text_lengths: NDArray[np.int64]
) -> Calibration:
    """Fit by maximum likelihood, with a penalty.

    The targets are not quite 0 and 1, as Platt (1999) proposed: n pages without an error do not
    prove that there is none.

    Args:
        margins: Pages by labels, out of fold.
        codes: The true label of each page.
        text_lengths: Characters of each page.
    """
    n_pages, n_labels = margins.shape
    logs = np.log1p(text_lengths)
    mean, deviation = float(logs.mean()), float(max(logs.std(), 0.1))
    doubt = 1.0 / (n_pages + 2)
    targets = np.full(margins.shape, doubt / (n_labels - 1))
    targets[np.arange(n_pages), codes] = 1.0 - doubt
    deviations = length_deviations(text_lengths, mean, deviation)
    objective = _Objective(margins, targets, deviations)
    found = minimize(objective, np.zeros(3 + n_labels), jac=True, method="L-BFGS-B").x
    return Calibration(
        slope=round(_USUAL_SLOPE * float(np.exp(found[0])), _DIGITS),
        sharpness=round(float(np.exp(found[1])), _DIGITS),
        length_effect=round(float(found[2]), _DIGITS),
        biases=tuple(np.round(found[3:], _DIGITS).tolist()),
        length_mean=round(mean, _DIGITS),
        length_deviation=round(deviation, _DIGITS),
    )


@dataclass(frozen=True)
class _Objective:
    """Penalised cross-entropy a page, and its gradient, of the parameters.

    The parameters are the logarithms of slope (over the usual one) and sharpness, the length
    effect, and the biases; ``Calibration.apply`` says how they act.
    """

    margins: NDArray[np.float64]
    targets: NDArray[np.float64]
    deviations: Vector

    def __call__(self, parameters: Vector) -> tuple[float, Vector]:
        n_pages = len(self.margins)
        slope = _USUAL_SLOPE * np.exp(parameters[0])
        sharpness = np.exp(parameters[1] + parameters[2] * self.deviations)[:, None]
        scaled = slope * self.margins
        joint = sharpness * log_sigmoid(scaled + parameters[3:])
        probabilities = softmax(joint)
        logs = np.log(np.maximum(probabilities, np.finfo(float).tiny))
        error = probabilities - self.targets
        by_sharpness = (error * joint).sum(axis=1)
        by_bias = error * sharpness * np.exp(log_sigmoid(-scaled - parameters[3:]))
        gradient = np.concatenate(
            (
                [(by_bias * scaled).sum(), by_sharpness.sum()],
                [by_sharpness @ self.deviations],
                by_bias.sum(axis=0),
            )
        )
        loss = -(self.targets * logs).sum() + _PENALTY * (parameters**2).sum()
        return float(loss) / n_pages, (gradient + 2 * _PENALTY * parameters) / n_pages
