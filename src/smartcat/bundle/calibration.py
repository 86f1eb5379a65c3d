"""From the margins of the linear model to probabilities that mean what they say."""

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

_MOST_DEVIATIONS = 3.0
"""Pages far shorter or longer than any in training count as three deviations off."""

Probabilities = NDArray[np.float64]


class Calibration(BaseModel):
    """Parameters fitted on out-of-fold margins.

    Each margin gives the log-probability of its label alone (Platt, 1999); a softmax with a
    temperature (Guo et al., 2017) makes them agree. The temperature depends on the length of
    the text: a short page says less.

    Attributes:
        slope: Factor of the margins.
        biases: One a label, added to the scaled margins.
        sharpness: Inverse temperature at the usual length of text.
        length_effect: How the logarithm of the sharpness grows with a deviation of length.
        length_mean: Mean of ``log(1 + characters)`` over the training pages.
        length_deviation: Its standard deviation.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    slope: float = Field(gt=0)
    biases: tuple[float, ...]
    sharpness: float = Field(gt=0)
    length_effect: float
    length_mean: float
    length_deviation: float = Field(gt=0)

    def apply(self, margins: NDArray[np.float64], text_lengths: NDArray[np.int64]) -> Probabilities:
        """Probabilities of all labels.

        Args:
            margins: Pages by labels.
            text_lengths: Characters of each page.

        Returns:
            Pages by labels; each row sums to one.
        """
        deviations = length_deviations(text_lengths, self.length_mean, self.length_deviation)
        sharpness = self.sharpness * np.exp(self.length_effect * deviations)
        alone = log_sigmoid(self.slope * margins + np.asarray(self.biases))
        return softmax(sharpness[:, None] * alone)


def length_deviations(
    text_lengths: NDArray[np.int64], mean: float, deviation: float
) -> NDArray[np.float64]:
    """How unusual the lengths are, in standard deviations of their logarithm."""
    deviations = (np.log1p(text_lengths) - mean) / deviation
    return np.asarray(np.clip(deviations, -_MOST_DEVIATIONS, _MOST_DEVIATIONS))


def log_sigmoid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """``log(1 / (1 + exp(-values)))`` without overflow."""
    return np.asarray(-np.logaddexp(0.0, -values))


def softmax(values: NDArray[np.float64]) -> Probabilities:
    """Exponentials of each row, scaled to a sum of one."""
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
