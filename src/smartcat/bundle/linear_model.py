"""The weights of the classifier, for the buckets that training knows; all others count nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.tensor_file import Array
from smartcat.features.page_features import Buckets, FeatureSchema, weigh


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Tables of weights; a page's margins are the sums of what its features add, plus the biases.

    Attributes:
        buckets: The known buckets, ascending.
        weights: Known buckets by labels.
        scales: How telling each known bucket is.
        biases: One a label.
    """

    buckets: Buckets
    weights: NDArray[np.float16]
    scales: NDArray[np.float16]
    biases: NDArray[np.float32]

    @classmethod
    def checked(cls, tensors: Mapping[str, Array], n_buckets: int, n_labels: int) -> Self:
        """Make a model of arrays from a file.

        Raises:
            ValueError: They are not those of a model with so many buckets and labels.
        """
        buckets = tensors.get("buckets")
        known = 0 if buckets is None else buckets.size
        expected = {
            "buckets": (np.uint32, (known,)),
            "weights": (np.float16, (known, n_labels)),
            "scales": (np.float16, (known,)),
            "biases": (np.float32, (n_labels,)),
        }
        for name, (dtype, shape) in expected.items():
            tensor = tensors.get(name)
            if tensor is None or tensor.dtype != dtype or tensor.shape != shape:
                raise ValueError(f"the array {name} is missing, or of the wrong type or shape")
        model = cls(
            buckets=cast("Buckets", tensors["buckets"]),
            weights=cast("NDArray[np.float16]", tensors["weights"]),
            scales=cast("NDArray[np.float16]", tensors["scales"]),
            biases=cast("NDArray[np.float32]", tensors["biases"]),
        )
        ascends = np.all(model.buckets[1:] > model.buckets[:-1])
        if not known or not ascends or model.buckets[-1] >= n_buckets:
            raise ValueError("its buckets are out of order or out of range")
        return model

    def tensors(self) -> dict[str, Array]:
        """All arrays by name."""
        return {name: getattr(self, name) for name in self.__slots__}

    def margins(self, buckets: Buckets, schema: FeatureSchema) -> NDArray[np.float64]:
        """The margin of each label for a page with these features."""
        return np.asarray(self.added(buckets, schema).sum(axis=0) + self.biases)

    def added(self, buckets: Buckets, schema: FeatureSchema) -> NDArray[np.float64]:
        """What each feature of a page adds to the margin of each label: features by labels."""
        rows = np.searchsorted(self.buckets, buckets)
        rows[rows == self.buckets.size] = 0
        known = self.buckets[rows] == buckets
        rows = rows[known]
        values = weigh(buckets[known], self.scales[rows].astype(np.float32), schema)
        added = np.zeros((buckets.size, self.biases.size))
        added[known] = values[:, None] * self.weights[rows].astype(np.float64)
        return added
