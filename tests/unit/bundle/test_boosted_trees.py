from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from smartcat.bundle import BoostedTrees
from smartcat.bundle.tensor_file import Array
from smartcat.learn.boosting import grow_trees

FEATURES = 5


Rows = NDArray[np.float64]
Compare = Callable[[Rows, NDArray[np.bool_], Rows], tuple[Rows, Rows]]


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> Compare:
    """Grow trees on rows; give their margins for others, and those of scikit-learn's own."""
    machines: list[Any] = []

    def make(**options: object) -> Any:
        machines.append(GradientBoostingClassifier(**options))
        return machines[-1]

    # Only the arrays leave `grow_trees`, so what they were made from is noted here.
    monkeypatch.setattr("smartcat.learn.boosting.GradientBoostingClassifier", make)

    def run(rows: Rows, begins: NDArray[np.bool_], unseen: Rows) -> tuple[Rows, Rows]:
        margins = grow_trees(rows, begins).margins(unseen)
        return margins, machines[-1].decision_function(unseen)

    return run


@pytest.mark.parametrize("seed", [0, 1])
def test_margins_are_those_of_scikit_learn(compare: Compare, seed: int) -> None:
    dice = np.random.default_rng(seed)
    rows = dice.normal(size=(200, FEATURES))
    begins = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0
    margins, expected = compare(rows, begins, dice.normal(size=(500, FEATURES)) * 2)
    assert margins == pytest.approx(expected, abs=1e-5)
    assert np.ptp(margins) > 2


def test_values_next_to_each_other_are_parted_as_scikit_learn_does(compare: Compare) -> None:
    values = [np.float32(3)]  # below 2 neighbours are too near for it
    for _ in range(2):
        values.append(np.nextafter(values[-1], np.float32(4)))
    rows = np.random.default_rng(0).choice(values, size=(300, FEATURES)).astype(np.float64)
    for part in (0, 1):
        margins, expected = compare(rows, rows[:, 0] > values[part], rows)
        assert margins == pytest.approx(expected, abs=1e-5)
        assert np.ptp(margins) > 2


def test_no_rows_have_no_margins(tensors: dict[str, Array]) -> None:
    assert BoostedTrees.checked(tensors, FEATURES).margins(np.zeros((0, FEATURES))).size == 0


@pytest.fixture
def tensors() -> dict[str, Array]:
    """Two trees: one that asks whether feature 1 is up to 0.5, and a lone leaf."""
    return {
        "features": np.array([[1, 0, 0], [0, 0, 0]], dtype=np.uint32),
        "thresholds": np.array([[0.5, 0, 0], [0, 0, 0]], dtype=np.float32),
        "left": np.array([[1, 1, 2], [0, 1, 2]], dtype=np.uint32),
        "right": np.array([[2, 1, 2], [0, 1, 2]], dtype=np.uint32),
        "values": np.array([[0, -1, 2], [0.25, 0, 0]], dtype=np.float32),
    }


def test_trees_made_by_hand_add_up(tensors: dict[str, Array]) -> None:
    trees = BoostedTrees.checked(tensors, FEATURES)
    rows = np.zeros((3, FEATURES))
    rows[:, 1] = [0.4, 0.5, 0.6]
    assert trees.margins(rows).tolist() == [-0.75, -0.75, 2.25]
    assert trees.tensors().keys() == tensors.keys()


@pytest.mark.parametrize("name", ["features", "thresholds", "left", "right", "values"])
def test_arrays_that_are_missing_or_of_another_kind_are_refused(
    tensors: dict[str, Array], name: str
) -> None:
    is_float = tensors[name].dtype == np.float32
    other = tensors[name].astype(np.uint32 if is_float else np.float32)
    ones = [other, tensors[name][:1], tensors[name][0], None]
    for wrong in ones:
        damaged = {**tensors, name: wrong} if wrong is not None else dict(tensors)
        if wrong is None:
            del damaged[name]
        with pytest.raises(ValueError, match="is missing, or of the wrong type or shape"):
            BoostedTrees.checked(damaged, FEATURES)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("features", FEATURES, "features that do not exist"),
        ("left", 3, "nodes that do not exist"),
        ("right", 3, "nodes that do not exist"),
        ("values", np.nan, "add no numbers"),
        ("values", np.inf, "add no numbers"),
    ],
)
def test_trees_that_lead_nowhere_are_refused(
    tensors: dict[str, Array], name: str, value: float, reason: str
) -> None:
    tensors[name][1, 2] = value
    with pytest.raises(ValueError, match=reason):
        BoostedTrees.checked(tensors, FEATURES)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (2, 0)])
def test_no_trees_are_refused(tensors: dict[str, Array], shape: tuple[int, int]) -> None:
    empty = {name: tensor.flat[:0].reshape(shape) for name, tensor in tensors.items()}
    with pytest.raises(ValueError, match="empty"):
        BoostedTrees.checked(empty, FEATURES)


def test_trees_that_go_in_circles_come_to_an_end(tensors: dict[str, Array]) -> None:
    tensors["left"][0, 1] = tensors["right"][0, 1] = 0
    margins = BoostedTrees.checked(tensors, FEATURES).margins(np.zeros((1, FEATURES)))
    assert np.isfinite(margins).all()
