import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import GRID_COLUMNS, GRID_ROWS
from smartcat.read.layout import Box, _paper_shade, estimate_layout, measure_layout
from smartcat.read.raster import Raster


def paper(height: int = 550, width: int = 425, grey: int = 245) -> Raster:
    return Raster(np.full((height, width), grey, dtype=np.uint8), 50)


def test_paper_is_blank_whatever_its_shade() -> None:
    for grey in (255, 230, 190):
        layout = measure_layout(paper(grey=grey))
        assert layout.is_blank
        assert layout.ink_fraction == 0


def test_dust_and_black_edges_leave_a_page_blank() -> None:
    raster = paper()
    raster.pixels[:, :10] = 0
    raster.pixels[200:203, 200:203] = 0
    assert measure_layout(raster).is_blank


def test_a_line_of_text_is_ink() -> None:
    raster = paper()
    raster.pixels[100:105, 60:300:2] = 40
    layout = measure_layout(raster)
    assert not layout.is_blank
    assert layout.ink_fraction > 0.001


def test_the_grid_says_where_the_ink_is() -> None:
    raster = paper(GRID_ROWS * 40, GRID_COLUMNS * 40)
    raster.pixels[80:120, 40:80] = 0
    grid = np.array(measure_layout(raster).ink_grid).reshape(GRID_ROWS, GRID_COLUMNS)
    assert grid[2, 1] == 255
    assert np.count_nonzero(grid) == 1


def test_boxes_and_pixels_of_the_same_block_agree_on_where_it_is() -> None:
    raster = paper(GRID_ROWS * 40, GRID_COLUMNS * 40)
    raster.pixels[0:80, 0:160:3] = 0
    measured = np.array(measure_layout(raster).ink_grid)
    boxes = [(0.0, 0.0, 160.0, 80.0)]
    estimated = np.array(estimate_layout(boxes, GRID_COLUMNS * 40, GRID_ROWS * 40).ink_grid)
    assert ((measured > 0) == (estimated > 0)).all()
    assert measured.max() == pytest.approx(estimated.max(), abs=10)


def test_boxes_beyond_the_page_and_of_no_size_do_no_harm() -> None:
    layout = estimate_layout([(-50, -50, 2000, 2000), (10, 10, 10, 10)], 595, 842)
    assert len(layout.ink_grid) == GRID_ROWS * GRID_COLUMNS
    assert max(layout.ink_grid) < 255


SIDES = st.integers(min_value=1, max_value=60)
EDGES = st.floats(-100, 900)


@given(st.lists(st.integers(0, 3) | st.integers(0, 255), min_size=1, max_size=60))
def test_paper_is_what_a_fifth_of_the_page_is_as_bright_as(pixels: list[int]) -> None:
    expected = max(float(np.percentile(pixels, 80)), 1.0)
    assert _paper_shade(np.array([pixels], dtype=np.uint8)) == expected


@given(SIDES, SIDES)
def test_cells_hold_the_share_of_ink_in_about_equal_parts(height: int, width: int) -> None:
    raster = Raster(np.full((height, width), 255, dtype=np.uint8), 50)
    raster.pixels[np.random.default_rng(height * 100 + width).random((height, width)) < 0.1] = 0
    cells = [
        cell.mean() if cell.size else 0.0
        for rows in np.array_split(raster.pixels == 0, GRID_ROWS, axis=0)
        for cell in np.array_split(rows, GRID_COLUMNS, axis=1)
    ]
    grid = measure_layout(raster).ink_grid
    assert grid == tuple(np.rint(np.array(cells) * 255).astype(int).tolist())


@given(st.lists(st.tuples(EDGES, EDGES, EDGES, EDGES), max_size=20))
def test_boxes_add_up_as_in_a_plain_reference(boxes: list[Box]) -> None:
    cells = [
        min(sum(share_of_cell(row, column, box) for box in boxes), 1.0) * 0.35
        for row in range(GRID_ROWS)
        for column in range(GRID_COLUMNS)
    ]
    layout = estimate_layout(boxes, GRID_COLUMNS * 75, GRID_ROWS * 75)
    assert layout.ink_grid == pytest.approx(np.array(cells) * 255, abs=0.501)
    assert layout.ink_fraction == pytest.approx(np.mean(cells), abs=1e-4)


def share_of_cell(row: int, column: int, box: Box) -> float:
    left, top, right, bottom = (edge / 75 for edge in box)
    across = min(max(min(column + 1, right) - max(column, left), 0.0), 1.0)
    down = min(max(min(row + 1, bottom) - max(row, top), 0.0), 1.0)
    return across * down
