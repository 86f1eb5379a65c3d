"""Grow the boosted trees of the boundary model."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from smartcat.bundle import BoostedTrees

_LEAF = -1


def grow_trees(rows: NDArray[np.float64], begins: NDArray[np.bool_]) -> BoostedTrees:
    """Fit small trees one after another (Friedman, 2001); each sees some rows and features.

    Args:
        rows: Features of pairs of pages.
        begins: Whether a document begins at the second page of each.
    """
    machine = GradientBoostingClassifier(
        n_estimators=400,
        learning_rate=0.04,
        max_leaf_nodes=4,
        min_samples_leaf=8,
        max_features=0.15,
        subsample=0.6,
        init="zero",
        random_state=0,
    )
    machine.fit(rows, begins)
    return _as_arrays([one.tree_ for (one,) in machine.estimators_], machine.learning_rate)


def _as_arrays(trees: list[Any], rate: float) -> BoostedTrees:
    """Lay trees side by side; a leaf leads to itself."""
    shape = (len(trees), max(tree.node_count for tree in trees))
    features = np.zeros(shape, dtype=np.uint32)
    thresholds = np.zeros(shape, dtype=np.float32)
    left, right = (np.tile(np.arange(shape[1], dtype=np.uint32), (shape[0], 1)) for _ in range(2))
    values = np.zeros(shape, dtype=np.float32)
    for row, tree in enumerate(trees):
        inner = np.flatnonzero(tree.children_left != _LEAF)
        leaves = np.flatnonzero(tree.children_left == _LEAF)
        features[row, inner] = tree.feature[inner]
        thresholds[row, inner] = _rounded_down(tree.threshold[inner])
        left[row, inner] = tree.children_left[inner]
        right[row, inner] = tree.children_right[inner]
        values[row, leaves] = rate * tree.value[leaves, 0, 0]
    return BoostedTrees(features, thresholds, left, right, values)


def _rounded_down(thresholds: NDArray[np.float64]) -> NDArray[np.float32]:
    """The next thresholds of half the size that part such values in the same way."""
    rounded = thresholds.astype(np.float32)
    return np.where(rounded > thresholds, np.nextafter(rounded, np.float32(-np.inf)), rounded)
