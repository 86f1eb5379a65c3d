import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.read.patch_bars import has_patch_t
from smartcat.read.raster import Pixels, Raster

PATCH_T = "-=-="
OTHERS = {"1": "=--=", "2": "=-=-", "3": "==--", "4": "-==-", "6": "--=="}
THICKNESS_IN = {"-": 0.08, "=": 0.20}
A4_IN = (11.69, 8.27)


def sheet(
    bars: str = PATCH_T,
    dpi: int = 100,
    top_in: float = 0.5,
    length_in: float = 6.0,
    scale: float = 1.0,
    lean: float = 0.0,
) -> Pixels:
    """Draw bars from the top of a page; they sink by ``lean`` inches an inch to the right."""
    height, width = (round(side * dpi) for side in A4_IN)
    pixels = np.full((height, width), 255, dtype=np.uint8)
    first = (width - round(length_in * dpi)) // 2
    for column in range(first, width - first):
        top = top_in + lean * (column - first) / dpi
        for bar in bars:
            bottom = top + THICKNESS_IN[bar] * scale
            pixels[round(top * dpi) : round(bottom * dpi), column] = 0
            top = bottom + 0.08 * scale
    return pixels


def seen(pixels: Pixels, dpi: int = 100) -> bool:
    return has_patch_t(Raster(np.ascontiguousarray(pixels), dpi))


@given(
    dpi=st.sampled_from([75, 100, 150, 200, 300]),
    top_in=st.floats(0.25, 3.7),
    length_in=st.floats(2.0, 8.0),
    scale=st.floats(0.75, 1.35),
)
def test_bars_of_any_place_length_and_size_are_seen(
    dpi: int, top_in: float, length_in: float, scale: float
) -> None:
    assert seen(sheet(dpi=dpi, top_in=top_in, length_in=length_in, scale=scale), dpi)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("lean", [-0.1, 0.0, 0.05, 0.1])
def test_bars_are_seen_however_the_sheet_was_fed(turns: int, lean: float) -> None:
    assert seen(np.rot90(sheet(lean=lean, top_in=1.0), turns))


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("turns", range(4))
def test_other_patch_codes_are_not_patch_t(name: str, turns: int) -> None:
    assert not seen(np.rot90(sheet(OTHERS[name]), turns))


def test_specks_and_grey_paper_do_not_hide_the_bars() -> None:
    random = np.random.default_rng(1)
    pixels = sheet(lean=0.05)
    specked = np.where(random.random(pixels.shape) < 0.03, 255 - pixels, pixels)
    grey = pixels // 2 + random.integers(40, 90, pixels.shape, dtype=np.uint8)
    assert seen(specked)
    assert seen(grey)


@pytest.mark.parametrize(
    "pixels",
    [
        sheet(length_in=1.0),
        sheet(scale=0.4),
        sheet(scale=1.8),
        sheet("-=-=-=-="),
        sheet("-=-"),
        sheet("----"),
        sheet("===="),
    ],
    ids=["short", "small", "large", "more bars", "three bars", "all thin", "all thick"],
)
def test_what_is_nearly_patch_t_is_not(pixels: Pixels) -> None:
    assert not seen(pixels)


@given(
    shape=st.tuples(st.integers(1, 400), st.integers(1, 400)),
    period=st.integers(1, 60),
    dpi=st.sampled_from([50, 100, 300]),
)
def test_rules_grids_and_tiny_pages_are_not_patch_t(
    shape: tuple[int, int], period: int, dpi: int
) -> None:
    rows, columns = np.indices(shape)
    ruled = np.where((rows // period) % 2, 0, 255).astype(np.uint8)
    checked = np.where((rows // period + columns // period) % 2, 0, 255).astype(np.uint8)
    assert not seen(ruled, dpi)
    assert not seen(checked, dpi)
