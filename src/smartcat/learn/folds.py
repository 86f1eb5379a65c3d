"""Deal documents into folds: each holds about the same share of every label."""

import numpy as np
from numpy.typing import NDArray

MOST_FOLDS = 10


def deal(
    codes: NDArray[np.int64], groups: NDArray[np.int64], most_folds: int = MOST_FOLDS
) -> NDArray[np.int64]:
    """Stratified folds that keep groups together.

    Groups go, largest first, each to the fold that so far holds least of its labels. Equal
    groups are taken in an order that is shuffled, always in the same way.

    Args:
        codes: Label of each page, from 0.
        groups: Group of each page, from 0, without gaps.
        most_folds: There are fewer if there are fewer groups.

    Returns:
        The fold of each page.
    """
    n_groups = int(groups.max()) + 1
    n_folds = min(most_folds, n_groups)
    shares = np.zeros((n_groups, int(codes.max()) + 1))
    np.add.at(shares, (groups, codes), 1)
    sizes = shares.sum(axis=1)
    shares /= np.maximum(shares.sum(axis=0), 1)  # some labels may have no page
    shuffled = np.random.default_rng(0).permutation(n_groups)
    held = np.zeros((n_folds, shares.shape[1]))
    pages = np.zeros(n_folds)
    fold_of_group = np.zeros(n_groups, dtype=np.int64)
    for group in shuffled[np.argsort(-sizes[shuffled], kind="stable")]:
        # rounded, so that sums of the same shares in another order are the same
        crowding = np.round(held @ shares[group], 12)
        fold = np.lexsort((pages, crowding))[0]
        fold_of_group[group] = fold
        held[fold] += shares[group]
        pages[fold] += sizes[group]
    return fold_of_group[groups]
