"""What a page looks like: where its ink is and whether it is tall or wide, as on-off features.

Sizes in points are left out on purpose: dpi tags are unreliable, and paper formats tell the
country, not the class.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from smartcat.models import GRID_COLUMNS, GRID_ROWS, Page, PageLayout

_INK_LEVELS = np.array([0.01, 0.05, 0.12, 0.25])
"""A feature is on for each level that the ink of a region reaches."""

_ASPECT_EDGES = np.array([0.6, 0.95, 1.2, 1.55])
"""Width to height: till slip, portrait, about square, landscape, wider."""

_REGIONS = (GRID_ROWS // 2) * (GRID_COLUMNS // 2) + GRID_ROWS + GRID_COLUMNS + 1
_INK_FEATURES = _REGIONS * _INK_LEVELS.size

LAYOUT_FEATURES = _INK_FEATURES + _ASPECT_EDGES.size + 1
"""How many layout features there are."""


def layout_features(page: Page) -> NDArray[np.uint32]:
    """Numbers of the layout features that are on, ascending; none for a page without layout."""
    if page.layout is None:
        return np.zeros(0, dtype=np.uint32)
    ink = _region_means(page.layout)
    levels = np.flatnonzero(ink[:, None] >= _INK_LEVELS)
    if page.width_pt > 0 and page.height_pt > 0:
        aspect = np.searchsorted(_ASPECT_EDGES, page.width_pt / page.height_pt)
        levels = np.append(levels, _INK_FEATURES + aspect)
    return levels.astype(np.uint32)


def _region_means(layout: PageLayout) -> NDArray[np.float64]:
    """Share of ink in blocks of two by two cells, in rows, in columns, and on the whole page."""
    grid = np.zeros(GRID_ROWS * GRID_COLUMNS)
    cells = np.asarray(layout.ink_grid[: grid.size], dtype=np.float64) / 255
    grid[: cells.size] = cells
    return _region_weights() @ grid


@cache
def _region_weights() -> NDArray[np.float64]:
    """A row a region, which averages the cells that belong to it."""
    rows, columns = np.divmod(np.arange(GRID_ROWS * GRID_COLUMNS), GRID_COLUMNS)
    blocks = (rows // 2) * (GRID_COLUMNS // 2) + columns // 2
    members = [blocks == block for block in range((GRID_ROWS // 2) * (GRID_COLUMNS // 2))]
    members += [rows == row for row in range(GRID_ROWS)]
    members += [columns == column for column in range(GRID_COLUMNS)]
    members.append(np.ones(rows.size, dtype=bool))
    return np.array([member / member.sum() for member in members])
