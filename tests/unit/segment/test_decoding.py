from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smartcat.segment import boundary_probabilities

Vector = NDArray[np.float64]

LABELS = 3
INSIDE = st.floats(0.01, 0.99)


@st.composite
def streams(draw: st.DrawFn) -> tuple[Vector, list[Vector | None], float]:
    """What pairs say, what pages say of classes, and how much the latter weigh."""
    begins = draw(st.lists(INSIDE, min_size=1, max_size=4))
    pages = st.lists(st.floats(0.01, 1), min_size=LABELS, max_size=LABELS)
    some = st.lists(st.none() | pages, min_size=len(begins) + 1, max_size=len(begins) + 1)
    classes = [None if page is None else np.array(page) / sum(page) for page in draw(some)]
    return np.array(begins), classes, draw(st.floats(0.05, 1))


def enumerated(begins: Vector, classes: list[Vector | None], weight: float) -> Vector:
    """The same by its definition: weigh every way to cut and to name what comes of it."""
    told = np.zeros(begins.size)
    total = 0.0
    for cuts in product((False, True), repeat=begins.size):
        for labels in product(range(LABELS), repeat=len(classes)):
            changes = [one != other for one, other in pairwise(labels)]
            if any(change and not cut for change, cut in zip(changes, cuts, strict=True)):
                continue
            chance = np.prod(np.where(cuts, begins / LABELS, 1 - begins))
            for label, page in zip(labels, classes, strict=True):
                chance *= 1 if page is None else page[label] ** weight
            told += chance * np.array(cuts)
            total += chance
    return np.asarray(told / total)


@given(streams())
def test_it_weighs_all_ways_to_cut_and_to_name(
    stream: tuple[Vector, list[Vector | None], float],
) -> None:
    found = boundary_probabilities(*stream)
    assert found == pytest.approx(enumerated(*stream), abs=1e-9)
    assert np.all((found >= 0) & (found <= 1))


@given(streams())
def test_without_weight_classes_change_nothing(
    stream: tuple[Vector, list[Vector | None], float],
) -> None:
    begins, classes, _ = stream
    assert boundary_probabilities(begins, classes, 0.0).tolist() == begins.tolist()


def test_without_classes_pairs_alone_decide() -> None:
    begins = np.array([0.2, 0.9])
    assert boundary_probabilities(begins, [None] * 3, 1.0).tolist() == begins.tolist()


def test_another_class_speaks_for_a_boundary_and_the_same_against_it() -> None:
    one, other = np.array([0.9, 0.1]), np.array([0.1, 0.9])
    same, changed = boundary_probabilities(np.full(2, 0.5), [one, one, other], 1.0)
    assert same < 0.5 < changed


def test_pages_beyond_the_neighbours_count() -> None:
    sure, unsure = np.array([0.95, 0.05]), np.array([0.4, 0.6])
    begins = np.full(3, 0.3)
    alone = boundary_probabilities(begins[:1], [sure, unsure], 1.0)[0]
    within = boundary_probabilities(begins, [sure, unsure, sure, sure], 1.0)[0]
    assert within < alone


def test_a_stream_of_one_page_has_no_boundary() -> None:
    assert boundary_probabilities(np.zeros(0), [np.array([0.5, 0.5])], 1.0).size == 0


def test_certain_classes_in_long_streams_stay_finite() -> None:
    sure = np.eye(2)
    pages: list[Vector | None] = [sure[index // 500 % 2] for index in range(3000)]
    found = boundary_probabilities(np.full(2999, 0.001), pages, 1.0)
    assert np.isfinite(found).all()
    assert np.flatnonzero(found > 0.5).tolist() == [499, 999, 1499, 1999, 2499]
