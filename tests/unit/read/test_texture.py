import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import BAND_PARTS, BANDS, PageTexture
from smartcat.read import texture as module
from smartcat.read.raster import Pixels, Raster
from smartcat.read.texture import measure_texture

HEIGHT, WIDTH = 1100, 850


def paper(scale: int = 1) -> Pixels:
    return np.full((HEIGHT * scale, WIDTH * scale), 255, dtype=np.uint8)


def texture_of(pixels: Pixels) -> PageTexture:
    return measure_texture(Raster(pixels, 100))


def band(texture: PageTexture, name: str) -> tuple[int, ...]:
    return texture.bands[BANDS.index(name)]


def lines(pixels: Pixels, pitch: int, scale: int = 1) -> Pixels:
    for top in range(100 * scale, 900 * scale, pitch * scale):
        pixels[top : top + 8 * scale, 100 * scale : 700 * scale : 2 * scale] = 0
    return pixels


def test_margins_are_where_the_ink_begins_and_ends() -> None:
    pixels = paper()
    pixels[220:880, 170:680] = 0
    texture = texture_of(pixels)
    found = (texture.left, texture.top, texture.right, texture.bottom)
    assert found == pytest.approx((0.2, 0.2, 0.8, 0.8), abs=0.01)


@pytest.mark.parametrize("pitch", [16, 24, 40])
def test_the_pitch_is_the_distance_from_line_to_line(pitch: int) -> None:
    texture = texture_of(lines(paper(), pitch))
    assert texture.line_pitch == pytest.approx(pitch / HEIGHT, abs=1e-4)
    assert texture.line_regularity > 0.5


def test_resolution_and_size_of_the_page_do_not_count() -> None:
    small, large = texture_of(lines(paper(), 24)), texture_of(lines(paper(2), 24, 2))
    assert small.line_pitch == large.line_pitch
    assert small.bands == large.bands


def test_a_stamp_shows_in_its_band_and_nowhere_else() -> None:
    pixels = paper()
    pixels[1060:1080, 600:700] = 0
    texture = texture_of(pixels)
    inked = {name for name in BANDS if any(band(texture, name))}
    assert inked == {"foot"}
    (first, *_, last) = np.flatnonzero(band(texture, "foot"))
    assert (first / BAND_PARTS, last / BAND_PARTS) == pytest.approx((0.7, 0.8), abs=0.04)


def test_a_dark_edge_shows_on_its_side() -> None:
    pixels = paper()
    pixels[:, -12:] = 0
    texture = texture_of(pixels)
    assert texture.edges[:2] == (0.0, 1.0)
    assert max(band(texture, "left")) == 0
    assert min(band(texture, "right")) > 0


def test_a_page_without_ink_has_no_pitch_and_no_strokes() -> None:
    texture = texture_of(paper())
    assert (texture.line_pitch, texture.line_regularity) == (0.0, 0.0)
    assert (texture.stroke_width, texture.stroke_height) == (0.0, 0.0)
    assert not any(map(any, texture.bands))


@pytest.mark.parametrize(
    ("height", "width"), [(1, 1), (1100, 777), (1650, 1275), (900, 5000), (4000, 3100)]
)
def test_pages_are_brought_to_one_size_as_by_numpy(height: int, width: int) -> None:
    pixels = np.random.default_rng(height * width).integers(0, 256, (height, width), np.uint8)
    expected = pixels.astype(np.float32)
    for axis, size in ((0, HEIGHT), (1, WIDTH)):
        starts = np.arange(size) * expected.shape[axis] // size
        counts = np.maximum(np.diff(starts, append=expected.shape[axis]), 1).astype(np.float32)
        sums = np.add.reduceat(expected, starts, axis=axis)
        expected = sums / np.expand_dims(counts, 1 - axis)
    assert np.array_equal(module._resampled(pixels), expected)


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=8))
def test_runs_are_measured_as_in_a_plain_reference(rows: list[list[bool]]) -> None:
    shown = ["".join("x" if black else " " for black in row).split() for row in rows]
    lengths = [len(run) for row in shown for run in row]
    expected = round(np.mean(lengths) / 6, 4) if lengths else 0.0
    assert module._mean_run(np.array(rows), 6) == pytest.approx(expected, abs=1e-9)


def test_parts_of_bands_are_about_alike() -> None:
    for size in (HEIGHT, WIDTH):
        shares = np.random.default_rng(size).random(size)
        parts = [float(part.mean()) for part in np.array_split(shares, BAND_PARTS)]
        assert module._means_of_parts(shares) == parts
