"""The weights of the classifier, for the buckets that training knows; all others count nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.tensor_file import Array
from smartcat.features.page_features import Buckets, FeatureSchema, weigh


@dataclass(frozen=True)
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
        if not all(np.isfinite(part).all() for part in (model.weights, model.scales, model.biases)):
            raise ValueError("its weights are no numbers")
        return model

    def tensors(self) -> dict[str, Array]:
        """All arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def margins(self, buckets: Buckets, schema: FeatureSchema) -> NDArray[np.float64]:
        """The margin of each label for a page with these features."""
        return self.added(buckets, schema).margins(self.biases)

    def added(self, buckets: Buckets, schema: FeatureSchema) -> "Added":
        """What the features of a page add to the margin of each label."""
        rows = self._rows.of(buckets)
        places = np.flatnonzero(rows >= 0)
        rows = rows[places]
        values = weigh(buckets[places], self.scales.take(rows).astype(np.float32), schema)
        added = self.weights.take(rows, axis=0).astype(np.float64)
        added *= values.astype(np.float64)[:, None]
        return Added(places, added)

    @cached_property
    def _rows(self) -> "_Rows":
        return _Rows(self.buckets)


class _Rows:
    """Finds the rows of buckets: by searching at first, then in a table.

    A table answers at once, but making it takes as long as twenty pages are searched for.
    """

    _SEARCHES = 20

    def __init__(self, known: Buckets) -> None:
        self._known = known
        self._searches_left = self._SEARCHES

    def of(self, buckets: Buckets) -> NDArray[np.intp] | NDArray[np.int32]:
        """The row of each bucket, -1 where it is unknown."""
        if not self._searches_left:
            return self._table.take(buckets, mode="clip")
        self._searches_left -= 1
        places = np.searchsorted(self._known[:-1], buckets)  # at most the last one
        return np.where(self._known.take(places) == buckets, places, -1)

    @cached_property
    def _table(self) -> NDArray[np.int32]:
        rows = np.full(int(self._known[-1]) + 2, -1, dtype=np.int32)
        rows[self._known] = np.arange(self._known.size)
        return rows


class Added(NamedTuple):
    """What the known features of a page add to the margin of each label; the others add nothing.

    Attributes:
        places: Which of the page's features are known.
        values: Known features by labels.
    """

    places: NDArray[np.intp]
    values: NDArray[np.float64]

    def margins(self, biases: NDArray[np.float32]) -> NDArray[np.float64]:
        """The margin of each label."""
        # Row after row, as sum(axis=0) adds, in a third of the time.
        return np.asarray(np.einsum("ij->j", self.values) + biases)
