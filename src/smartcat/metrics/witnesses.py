"""How many independent cases a number of pages is worth, as pages of one document are alike."""

from collections.abc import Iterable

import numpy as np


def witnesses(pages_per_document: Iterable[int]) -> float:
    """The effective size of Kish (1965, Survey sampling, section 11.7), for shares of pages.

    It is exact if pages of one document all say the same, and too small otherwise: as many as there
    are documents if all are of one size, fewer if some are large. So chance is never
    underestimated as long as documents are independent of each other.

    Args:
        pages_per_document: How many pages of each document were counted.
    """
    sizes = np.fromiter(pages_per_document, dtype=np.float64)
    squares = float((sizes**2).sum())
    return float(sizes.sum()) ** 2 / squares if squares else 0.0
