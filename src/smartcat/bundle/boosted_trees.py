"""Boosted trees as arrays: what scikit-learn grew is used with numpy alone."""

from collections.abc import Mapping
from typing import NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.tensor_file import Array


class BoostedTrees(NamedTuple):
    """A sum of small trees; node 0 is a tree's root, and a leaf is its own child.

    Attributes:
        features: Feature that a node looks at, trees by nodes.
        thresholds: Up to this value it goes left.
        left: Node to the left.
        right: Node to the right.
        values: What a leaf adds to the margin.
    """

    features: NDArray[np.uint32]
    thresholds: NDArray[np.float32]
    left: NDArray[np.uint32]
    right: NDArray[np.uint32]
    values: NDArray[np.float32]

    @classmethod
    def checked(cls, tensors: Mapping[str, Array], n_features: int) -> Self:
        """Make trees of arrays from a file.

        Raises:
            ValueError: They are not those of trees over so many features.
        """
        features = tensors.get("features")
        shape = features.shape if features is not None and features.ndim == 2 else (0, 0)  # noqa: PLR2004
        for name in cls._fields:
            tensor = tensors.get(name)
            wanted = np.float32 if name in {"thresholds", "values"} else np.uint32
            if tensor is None or tensor.dtype != wanted or tensor.shape != shape:
                raise ValueError(f"the array {name} is missing, or of the wrong type or shape")
        trees = cls(
            features=cast("NDArray[np.uint32]", tensors["features"]),
            thresholds=cast("NDArray[np.float32]", tensors["thresholds"]),
            left=cast("NDArray[np.uint32]", tensors["left"]),
            right=cast("NDArray[np.uint32]", tensors["right"]),
            values=cast("NDArray[np.float32]", tensors["values"]),
        )
        if not trees.values.size or not np.isfinite(trees.values).all():
            raise ValueError("its trees are empty or add no numbers")
        if trees.features.max() >= n_features:
            raise ValueError("its trees look at features that do not exist")
        nodes = (trees.left, trees.right)
        if any(side.max() >= trees.values.shape[1] for side in nodes):
            raise ValueError("its trees lead to nodes that do not exist")
        return trees

    def tensors(self) -> dict[str, Array]:
        """All arrays by name."""
        return {name: getattr(self, name) for name in self._fields}

    def margins(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum of what all trees add, for rows of features."""
        rows = rows.astype(np.float32)  # as scikit-learn does when it grows them
        count, size = self.values.shape
        # Nodes of all trees are counted on, because looking up in flat arrays is much faster.
        roots = np.arange(count)[:, None] * size
        left, right = (self.left + roots).ravel(), (self.right + roots).ravel()
        features = self.features.ravel().astype(np.intp)
        starts = np.arange(len(rows))[:, None] * rows.shape[1]
        nodes = np.broadcast_to(roots.ravel(), (len(rows), count))
        for _ in range(size):  # no path is longer than there are nodes
            values = rows.ravel().take(features.take(nodes) + starts)
            goes_left = values <= self.thresholds.ravel().take(nodes)
            further = np.where(goes_left, left.take(nodes), right.take(nodes))
            if np.array_equal(further, nodes):
                break
            nodes = further
        return np.asarray(self.values.ravel().take(nodes).sum(axis=1))
