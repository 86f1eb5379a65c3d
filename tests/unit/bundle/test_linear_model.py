import numpy as np
import pytest

from smartcat.bundle import LinearModel
from smartcat.bundle.tensor_file import Array
from smartcat.features import FeatureSchema

SCHEMA = FeatureSchema(bucket_bits=10)


def tensors(**changes: Array) -> dict[str, Array]:
    return {
        "buckets": np.array([2, 5], dtype=np.uint32),
        "weights": np.array([[1, -1], [-1, 1]], dtype=np.float16),
        "scales": np.ones(2, dtype=np.float16),
        "biases": np.zeros(2, dtype=np.float32),
        **changes,
    }


def test_unknown_features_add_nothing() -> None:
    model = LinearModel.checked(tensors(), 4096, 2)
    added = model.added(np.array([1, 2, 7], dtype=np.uint32), SCHEMA)
    assert added.tolist() == [[0, 0], [0.5, -0.5], [0, 0]]


def test_a_page_without_features_adds_nothing() -> None:
    model = LinearModel.checked(tensors(), 4096, 2)
    assert model.added(np.zeros(0, dtype=np.uint32), SCHEMA).shape == (0, 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"buckets": np.array([5, 2], dtype=np.uint32)},
        {"buckets": np.array([2, 4096], dtype=np.uint32)},
        {"buckets": np.array([2, 5], dtype=np.float32)},
        {"weights": np.zeros((2, 3), dtype=np.float16)},
        {"scales": np.ones(1, dtype=np.float16)},
        {"biases": np.zeros(2, dtype=np.float16)},
    ],
)
def test_arrays_that_do_not_fit_are_refused(changes: dict[str, Array]) -> None:
    with pytest.raises(ValueError, match=r"array|buckets"):
        LinearModel.checked(tensors(**changes), 4096, 2)


def test_a_missing_array_is_refused() -> None:
    with pytest.raises(ValueError, match="buckets"):
        LinearModel.checked({}, 4096, 2)
