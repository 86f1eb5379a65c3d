import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.bundle import LinearModel
from smartcat.bundle.linear_model import Added
from smartcat.bundle.tensor_file import Array
from smartcat.features import FeatureSchema, weigh

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
    assert added.places.tolist() == [1]
    assert added.values.tolist() == [[0.5, -0.5]]


@given(st.lists(st.integers(0, 4095), min_size=1, unique=True))
def test_the_hundredth_page_adds_what_the_first_one_does(known: list[int]) -> None:
    buckets, weights = (
        np.array(sorted(known), dtype=np.uint32),
        np.ones((len(known), 2), np.float16),
    )
    scales = np.ones(len(known), dtype=np.float16)
    model = LinearModel.checked(tensors(buckets=buckets, weights=weights, scales=scales), 4096, 2)
    page = np.arange(4096, dtype=np.uint32)
    places = [model.added(page, SCHEMA).places.tolist() for _ in range(100)]
    assert places == [sorted(known)] * 100


def test_a_page_without_features_adds_nothing() -> None:
    model = LinearModel.checked(tensors(), 4096, 2)
    assert model.added(np.zeros(0, dtype=np.uint32), SCHEMA).values.shape == (0, 2)
    assert model.margins(np.zeros(0, dtype=np.uint32), SCHEMA).tolist() == [0, 0]


@given(st.lists(st.integers(0, 4095), unique=True), st.lists(st.integers(0, 4095), unique=True))
def test_margins_are_those_of_a_plain_reference(known: list[int], found: list[int]) -> None:
    rng = np.random.default_rng(len(known))
    buckets = np.array(sorted({*known, 7}), dtype=np.uint32)
    weights, scales = rng.normal(size=(buckets.size, 2)), rng.random(buckets.size)
    arrays = {"buckets": buckets, "weights": weights.astype("f2"), "scales": scales.astype("f2")}
    model = LinearModel.checked(tensors(**arrays), 4096, 2)
    page = np.array(sorted(found), dtype=np.uint32)
    scale_of = dict(zip(buckets.tolist(), model.scales.astype(np.float32), strict=True))
    values = weigh(page, np.array([scale_of.get(one, 0) for one in sorted(found)], "f4"), SCHEMA)
    weight_of = dict(zip(buckets.tolist(), model.weights.astype(float), strict=True))
    zero = np.zeros(2)
    parts = [float(v) * weight_of.get(b, zero) for b, v in zip(sorted(found), values, strict=True)]
    assert model.margins(page, SCHEMA) == pytest.approx(sum(parts, zero))


@pytest.mark.parametrize(
    "changes",
    [
        {"buckets": np.array([5, 2], dtype=np.uint32)},
        {"buckets": np.array([2, 4096], dtype=np.uint32)},
        {"buckets": np.array([2, 5], dtype=np.float32)},
        {"weights": np.zeros((2, 3), dtype=np.float16)},
        {"scales": np.ones(1, dtype=np.float16)},
        {"weights": np.array([[1, -1], [-np.inf, 1]], dtype=np.float16)},
        {"scales": np.array([1, np.nan], dtype=np.float16)},
        {"biases": np.array([0, np.nan], dtype=np.float32)},
        {"biases": np.zeros(2, dtype=np.float16)},
    ],
)
def test_arrays_that_do_not_fit_are_refused(changes: dict[str, Array]) -> None:
    with pytest.raises(ValueError, match=r"array|buckets|numbers"):
        LinearModel.checked(tensors(**changes), 4096, 2)


def test_a_missing_array_is_refused() -> None:
    with pytest.raises(ValueError, match="buckets"):
        LinearModel.checked({}, 4096, 2)


@pytest.mark.parametrize(("features", "labels"), [(0, 2), (1, 4), (3000, 2), (700, 14), (5, 300)])
def test_what_features_add_is_summed_row_after_row(features: int, labels: int) -> None:
    values = np.random.default_rng(features).normal(size=(features, labels))
    expected = np.zeros(labels)
    for row in values:
        expected += row
    margins = Added(np.arange(features), values).margins(np.zeros(labels, dtype=np.float32))
    assert margins.tolist() == expected.tolist()
