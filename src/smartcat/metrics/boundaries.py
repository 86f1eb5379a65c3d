"""Figures on boundaries: each page but the first of its stream is a decision.

Positive is that a document begins at the page. A share of nothing is absent: of no boundaries,
none is right or wrong.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartcat.metrics.pages import Confidences, ece

Begins = NDArray[np.bool_]
"""Whether a document begins, for each decision."""


@dataclass(frozen=True, slots=True)
class BoundaryCounts:
    """How decisions turned out.

    Attributes:
        found: True boundaries that were found (true positives).
        missed: True boundaries that were not (false negatives).
        invented: Boundaries that were found where no document begins (false positives).
        joined: Pages that were rightly left with the page before (true negatives).
    """

    found: int
    missed: int
    invented: int
    joined: int

    @property
    def pairs(self) -> int:
        """How many decisions there are: pairs of neighbouring pages."""
        return self.found + self.missed + self.invented + self.joined

    @property
    def accuracy(self) -> float | None:
        """Share of decisions that are right."""
        return _share(self.found + self.joined, self.pairs)

    @property
    def precision(self) -> float | None:
        """Share of the boundaries that were found that are true."""
        return _share(self.found, self.found + self.invented)

    @property
    def recall(self) -> float | None:
        """Share of the true boundaries that were found."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN)."""
        return _share(2 * self.found, 2 * self.found + self.invented + self.missed)

    @property
    def kappa(self) -> float | None:
        """Agreement beyond chance, (p_o - p_e) / (1 - p_e), -1 to 1.

        Cohen (1960), A coefficient of agreement for nominal scales. p_o is the accuracy, p_e what
        two who cut as often, but anywhere, would agree on. Absent where that is everything: truth
        and result both cut everywhere, or both nowhere.
        """
        n = self.pairs
        cut = (self.found + self.missed) * (self.found + self.invented)
        left = (self.joined + self.missed) * (self.joined + self.invented)
        by_chance = cut + left
        return _share(n * (self.found + self.joined) - by_chance, n * n - by_chance)


def boundary_counts(true: Begins, found: Begins) -> BoundaryCounts:
    """Count how decisions turned out."""
    return BoundaryCounts(
        found=int(np.count_nonzero(true & found)),
        missed=int(np.count_nonzero(true & ~found)),
        invented=int(np.count_nonzero(~true & found)),
        joined=int(np.count_nonzero(~true & ~found)),
    )


def boundary_ece(confidences: Confidences, true: Begins) -> float | None:
    """Expected calibration error of the probability that a document begins.

    The binary form of Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated
    probabilities using Bayesian binning: in bins of that probability, the gap between its mean
    and the share of true boundaries, weighted by the decisions in the bin. It is the probability
    of the positive, not the confidence of the decision (Guo et al. 2017): a reviewer sees the
    former at every page. 15 bins of equal width, as for classes.

    Args:
        confidences: Probability of a boundary, of the decisions that were scored.
        true: Whether a document begins there.

    Returns:
        0 to 1; absent where nothing was scored.
    """
    return ece(confidences, true) if len(confidences) else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
