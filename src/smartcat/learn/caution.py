"""Choose how far a model leans on the most telling features of the pages it has seen.

Pages to come are of issuers that nobody has seen, so of fits that are about equally good on
unseen documents the most cautious is taken: the rule of one standard error (Breiman, Friedman,
Olshen and Stone, 1984, Classification and regression trees, section 3.4.3), on paired pages.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SOFTNESSES = (3.0, 1.0, 0.3, 0.1)
"""The machine's C, from the boldest to the most cautious."""


@dataclass(frozen=True)
class Trial:
    """A softness, and the margins that it gave for pages by models which had not seen them."""

    softness: float
    margins: NDArray[np.float64]


def choose_trial(
    unseen_margins: Callable[[float], NDArray[np.float64]], codes: NDArray[np.int64]
) -> Trial:
    """Try softnesses until one is measurably worse than the best; return the last before it.

    Args:
        unseen_margins: Gives the margins of all pages, out of fold, for a softness.
        codes: The true label of each page.
    """
    trials: list[Trial] = []
    best = np.zeros(len(codes), dtype=np.bool_)
    for softness in SOFTNESSES:
        trial = Trial(softness, unseen_margins(softness))
        correct = trial.margins.argmax(axis=1) == codes
        if trials and _is_worse(correct, best):
            break
        trials.append(trial)
        best = max(best, correct, key=np.count_nonzero)
    return trials[-1]


def _is_worse(correct: NDArray[np.bool_], best: NDArray[np.bool_]) -> bool:
    losses = best.astype(np.float64) - correct
    return bool(losses.mean() > losses.std() / np.sqrt(len(losses)))
