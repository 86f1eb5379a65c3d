import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.read.probe import count_strokes
from smartcat.read.raster import Raster
from smartcat.read.sampling import spaced


def test_strokes_are_runs_of_ink_along_the_rows() -> None:
    raster = Raster(np.full((200, 100), 240, dtype=np.uint8), 150)
    assert count_strokes(raster) == 0
    raster.pixels[10:20, 30:33] = 30
    raster.pixels[10:20, 40:60] = 30
    assert count_strokes(raster) == 20


@pytest.mark.parametrize(
    ("pages", "count", "expected"),
    [(0, 8, []), (1, 8, [0]), (3, 8, [0, 1, 2]), (9, 3, [1, 4, 7]), (1000, 2, [250, 750])],
)
def test_a_sample_is_the_middles_of_equal_parts(
    pages: int, count: int, expected: list[int]
) -> None:
    assert spaced(range(pages), count) == expected


@given(st.integers(0, 20_000), st.integers(1, 50))
def test_a_sample_has_no_page_twice(pages: int, count: int) -> None:
    sample = spaced(range(pages), count)
    assert sample == sorted(set(sample))
    assert len(sample) == min(pages, count)
