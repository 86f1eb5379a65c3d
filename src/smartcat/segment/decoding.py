"""Decide over the whole stream: where documents begin, given pairs of pages and their classes.

The stream is taken for a hidden Markov chain: its state is the class of the document that a page
belongs to. At each page a document begins with the probability that the pair gives, and then any
class may come; else the class stays. The forward-backward algorithm (Rabiner, 1989, A tutorial
on hidden Markov models, section III) gives the probability of each boundary given all pages.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LEAST = 1e-6

Vector = NDArray[np.float64]


def boundary_probabilities(
    begins: Vector, classes: Sequence[Vector | None], class_weight: float
) -> Vector:
    """Probability that a document begins at each page but the first.

    Args:
        begins: What the pairs alone say, one a page but the first, above 0 and below 1.
        classes: Probabilities of all labels of each page; absent where none were scored.
        class_weight: Exponent of these probabilities: pages of one document err together, so
            each counts less than a witness of its own. 0 leaves them out.
    """
    labels = next((len(one) for one in classes if one is not None), 0)
    if not class_weight or not labels or not begins.size:
        return begins
    likelihoods = np.array([_likelihoods(one, labels, class_weight) for one in classes])
    forward = _forward(begins, likelihoods)
    backward = _backward(begins, likelihoods)
    new = begins * (likelihoods[1:] * backward[1:]).mean(axis=1)
    old = (1 - begins) * (forward[:-1] * likelihoods[1:] * backward[1:]).sum(axis=1)
    return np.asarray(new / (new + old))


def _likelihoods(classes: Vector | None, labels: int, class_weight: float) -> Vector:
    """How well a page fits each class, with a mean of one."""
    if classes is None:
        return np.ones(labels)
    powers = np.maximum(classes, _LEAST) ** class_weight
    return np.asarray(powers / powers.mean())


def _forward(begins: Vector, likelihoods: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of the classes at each page, given the pages up to it."""
    rows = [likelihoods[0] / likelihoods[0].sum()]
    for begin, likelihood in zip(begins, likelihoods[1:], strict=True):
        row = (begin / rows[-1].size + (1 - begin) * rows[-1]) * likelihood
        rows.append(row / row.sum())
    return np.array(rows)


def _backward(begins: Vector, likelihoods: NDArray[np.float64]) -> NDArray[np.float64]:
    """How well the pages after each page fit, for each class, up to a factor."""
    rows = [np.ones(likelihoods.shape[1])]
    for begin, likelihood in zip(begins[::-1], likelihoods[:0:-1], strict=True):
        fits = likelihood * rows[-1]
        row = begin * fits.mean() + (1 - begin) * fits
        rows.append(row / row.mean())
    return np.array(rows[::-1])
