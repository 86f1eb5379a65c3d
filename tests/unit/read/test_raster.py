import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.read.raster import Raster

SIDES = st.integers(min_value=1, max_value=40)


def noise(height: int, width: int) -> Raster:
    rng = np.random.default_rng(height * 100 + width)
    return Raster(rng.integers(0, 256, (height, width), dtype=np.uint8), 150)


@given(SIDES, SIDES, st.sampled_from([0, 90, 180, 270]))
def test_turning_there_and_back_changes_nothing(height: int, width: int, turn: int) -> None:
    raster = noise(height, width)
    assert (raster.turned(turn).turned(360 - turn).pixels == raster.pixels).all()


def test_turning_is_clockwise() -> None:
    raster = Raster(np.array([[1, 2], [3, 4]], dtype=np.uint8), 150)
    assert raster.turned(90).pixels.tolist() == [[3, 1], [4, 2]]


@given(SIDES, SIDES, st.integers(min_value=1, max_value=6))
def test_shrinking_takes_means_of_blocks(height: int, width: int, factor: int) -> None:
    raster = noise(height * factor, width * factor)
    small = raster.shrunk(factor)
    blocks = raster.pixels.astype(int).reshape(height, factor, width, factor)
    assert (small.pixels == blocks.sum(axis=(1, 3)) // factor**2).all()
    assert small.dpi == 150 / factor


def test_a_page_smaller_than_the_factor_stays_as_it_is() -> None:
    assert noise(2, 2).shrunk(3).pixels.shape == (2, 2)


def test_a_band_is_a_share_of_the_height() -> None:
    assert noise(10, 4).band(0.5, 0.8).pixels.shape == (3, 4)
