import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.features.layout_features import LAYOUT_FEATURES, layout_features
from smartcat.models import GRID_COLUMNS, GRID_ROWS, Page, PageLayout

CELLS = GRID_ROWS * GRID_COLUMNS


def page(ink: list[int], width_pt: float = 595, height_pt: float = 842) -> Page:
    layout = PageLayout(
        ink_fraction=sum(ink) / 255 / CELLS, ink_grid=tuple(ink), is_blank=not any(ink)
    )
    return Page(page_index=0, width_pt=width_pt, height_pt=height_pt, layout=layout)


def test_a_page_without_layout_has_none() -> None:
    assert layout_features(Page(page_index=0)).size == 0


def test_more_ink_turns_more_features_on() -> None:
    light, dark = (set(layout_features(page([ink] * CELLS)).tolist()) for ink in (20, 90))
    assert light < dark


def test_only_the_proportions_of_the_page_count() -> None:
    small, large = page([9] * CELLS, 200, 300), page([9] * CELLS, 2000, 3000)
    wide = page([9] * CELLS, 300, 200)
    assert layout_features(small).tolist() == layout_features(large).tolist()
    assert layout_features(small).tolist() != layout_features(wide).tolist()


@given(st.lists(st.integers(0, 255), max_size=2 * CELLS), st.floats(0, 1e6), st.floats(0, 1e6))
def test_numbers_ascend_within_their_range(ink: list[int], width: float, height: float) -> None:
    numbers = layout_features(page(ink, width, height)).astype(int)
    assert np.all(np.diff(numbers) > 0)
    assert np.all(numbers < LAYOUT_FEATURES)
