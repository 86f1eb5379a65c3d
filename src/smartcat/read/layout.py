"""Where the ink of a page is: measured on pixels, or estimated from the boxes of a text layer."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smartcat.models import GRID_COLUMNS, GRID_ROWS, PageLayout
from smartcat.read.raster import Pixels, Raster
from smartcat.read.texture import measure_texture

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left of the page."""

LAYOUT_DPI = 50
"""Layout is measured at about this resolution: letters melt into lines, specks vanish."""

INK_DARKNESS = 0.22
"""A pixel this much darker than the paper is ink; fainter is grain, or the back shining through."""

_MARGIN = 0.04
"""Scanner edges, punch holes and staples lie within this share of each side."""

_BLANK_INK = 0.0012
"""Less ink than this inside the margins is dirt; one short printed line on A4 is 0.0025."""

_TEXT_INK = 0.35
"""Share of ink in a block of text as `measure_layout` finds it on rendered pages."""

_COLUMN_EDGES = np.linspace(0.0, 1.0, GRID_COLUMNS + 1)
_ROW_EDGES = np.linspace(0.0, 1.0, GRID_ROWS + 1)


def measure_layout(raster: Raster) -> PageLayout:
    """Measure where the ink is on a rendered page."""
    ink = _ink_mask(raster)
    fraction = _fraction_inside(ink)
    layout = _layout(_grid_means(ink), fraction, is_blank=fraction < _BLANK_INK)
    return (
        layout
        if layout.is_blank
        else layout.model_copy(update={"texture": measure_texture(raster)})
    )


def is_blank(raster: Raster) -> bool:
    """Say whether a rendered page is empty, as `measure_layout` does, and measure nothing else."""
    return _fraction_inside(_ink_mask(raster)) < _BLANK_INK


def estimate_layout(boxes: Iterable[Box], width_pt: float, height_pt: float) -> PageLayout:
    """Estimate where the ink is from the boxes of blocks of text, without rendering."""
    left, top, right, bottom = np.array(list(boxes), dtype=np.float64).reshape(-1, 4).T
    across = _overlaps(left / width_pt, right / width_pt, _COLUMN_EDGES)
    down = _overlaps(top / height_pt, bottom / height_pt, _ROW_EDGES)
    grid = (down[:, :, None] * across[:, None, :]).sum(axis=0)
    grid = np.minimum(grid, 1.0) * _TEXT_INK
    return _layout(grid, float(grid.mean()), is_blank=False)


def _ink_mask(raster: Raster) -> NDArray[np.bool_]:
    small = raster.shrunk(max(1, round(raster.dpi / LAYOUT_DPI))).pixels
    ink: NDArray[np.bool_] = small < _paper_shade(small) * (1.0 - INK_DARKNESS)
    return ink


def _paper_shade(pixels: Pixels) -> float:
    """The shade that a fifth of the pixels have or exceed."""
    brightest = pixels.max()
    # Rendered pages are mostly of one shade, which is seen in a tenth of the time.
    is_mostly_brightest = np.count_nonzero(pixels == brightest) > pixels.size // 4 + 1
    shade = brightest if is_mostly_brightest else np.percentile(pixels, 80)
    return max(float(shade), 1.0)


def _fraction_inside(ink: NDArray[np.bool_]) -> float:
    rows, columns = (round(side * _MARGIN) for side in ink.shape)
    inside = ink[rows : ink.shape[0] - rows, columns : ink.shape[1] - columns]
    return float(inside.mean()) if inside.size else 0.0


def _grid_means(ink: NDArray[np.bool_]) -> NDArray[np.float64]:
    counts = _sums_of_parts(_sums_of_parts(ink.view(np.uint8), GRID_ROWS).T, GRID_COLUMNS).T
    height, width = ink.shape
    heights = _sums_of_parts(np.ones(height, dtype=np.uint32), GRID_ROWS)
    widths = _sums_of_parts(np.ones(width, dtype=np.uint32), GRID_COLUMNS)
    return np.asarray(counts / np.maximum(np.outer(heights, widths), 1.0))


def _sums_of_parts(values: NDArray[Any], parts: int) -> NDArray[np.uint32]:
    """Share the first axis out among parts that are about alike, and sum each of them."""
    return np.array(
        [part.sum(axis=0, dtype=np.uint32) for part in np.array_split(values, parts, axis=0)]
    )


def _overlaps(
    first: NDArray[np.float64], last: NDArray[np.float64], edges: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the share of each of equal cells of [0, 1] that [first, last] covers.

    Args:
        first: Where each box begins.
        last: Where it ends.
        edges: Where cells begin and end.

    Returns:
        Boxes by cells.
    """
    covered = np.minimum(edges[1:], last[:, None]) - np.maximum(edges[:-1], first[:, None])
    return np.asarray(np.minimum(np.maximum(covered * (edges.size - 1), 0.0), 1.0))


def _layout(grid: NDArray[np.float64], fraction: float, *, is_blank: bool) -> PageLayout:
    cells = np.rint(grid.ravel() * 255).astype(int).tolist()
    return PageLayout(ink_fraction=round(fraction, 4), ink_grid=tuple(cells), is_blank=is_blank)
