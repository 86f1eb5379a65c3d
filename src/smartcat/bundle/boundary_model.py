"""The arrays of the boundary model."""

from collections.abc import Mapping
from typing import NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.boosted_trees import BoostedTrees
from smartcat.bundle.linear_model import LinearModel
from smartcat.bundle.tensor_file import Array

POSITIONS = 4
"""A page is alone in its document, its first, an inner, or its last one."""

_POSITIONS, _TREES = "positions/", "trees/"


class BoundaryModel(NamedTuple):
    """What finds where documents begin, but for what is in the metadata.

    Attributes:
        positions: Margins of a page for each of its ``POSITIONS``.
        trees: One half of the model of pairs; the logistic half is in the metadata.
        word_shares: Share of the training pages that have a hashed word, by hash.
        gram_shares: Likewise of strings of characters.
    """

    positions: LinearModel
    trees: BoostedTrees
    word_shares: NDArray[np.float16]
    gram_shares: NDArray[np.float16]

    @classmethod
    def checked(cls, tensors: Mapping[str, Array], n_buckets: int, n_features: int) -> Self:
        """Make a model of arrays from a file.

        Raises:
            ValueError: They are not those of a model with so many buckets and features.
        """
        for name in ("word_shares", "gram_shares"):
            shares = tensors.get(name)
            if shares is None or shares.dtype != np.float16 or shares.shape != (1 << 16,):
                raise ValueError(f"the array {name} is missing, or of the wrong type or shape")
            if not np.all((shares >= 0) & (shares <= 1)):
                raise ValueError(f"the array {name} holds what is no share")
        return cls(
            positions=LinearModel.checked(below(tensors, _POSITIONS), n_buckets, POSITIONS),
            trees=BoostedTrees.checked(below(tensors, _TREES), n_features),
            word_shares=cast("NDArray[np.float16]", tensors["word_shares"]),
            gram_shares=cast("NDArray[np.float16]", tensors["gram_shares"]),
        )

    def tensors(self) -> dict[str, Array]:
        """All arrays by name."""
        return {
            **{f"{_POSITIONS}{name}": array for name, array in self.positions.tensors().items()},
            **{f"{_TREES}{name}": array for name, array in self.trees.tensors().items()},
            "word_shares": self.word_shares,
            "gram_shares": self.gram_shares,
        }


def below(tensors: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    """The arrays whose names begin with a prefix, named without it."""
    return {
        name.removeprefix(prefix): tensor
        for name, tensor in tensors.items()
        if name.startswith(prefix)
    }
