"""The class of a segment, from the probabilities of its pages."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LEAST = 1e-6


def pooled(pages: Sequence[NDArray[np.float64]], dependence: float) -> NDArray[np.float64]:
    """Probabilities of all labels for pages of one document: a logarithmic pool.

    Genest and Zidek (1986), Combining probability distributions. Pages of one document err
    together, so n pages count as ``n ** (1 - dependence)`` witnesses.

    Args:
        pages: Probabilities of all labels, one a page.
        dependence: 0 if pages were independent, 1 if all said the same; fitted in training.
    """
    logs = np.log(np.maximum(np.array(pages), _LEAST)).sum(axis=0) / len(pages) ** dependence
    powers = np.exp(logs - logs.max())
    return np.asarray(powers / powers.sum())
