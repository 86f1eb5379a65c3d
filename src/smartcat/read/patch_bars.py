"""Find the bars of Patch T, which document scanners know as the sign to begin a new document.

A patch code is four bars across the paper, thin (0.08 inch) or thick (0.20), 0.08 inch apart, 0.80
in all and at least 2 inches long. Read from the edge of the paper inwards, T is thin, thick, thin,
thick. Read the other way that is Patch 2: the edge that is nearest tells which one it is, however
the sheet was fed.
"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from smartcat.read.raster import Pixels, Raster

_Edges = NDArray[np.intp]
"""Places at which ink begins or ends."""

_BARS_DPI = 75
"""At this resolution the thinnest bar is six pixels high; more tells nothing new."""
_INK = 0.6
"""Darker than this share of the paper's own brightness is ink."""
_STRIP_IN = 0.06
"""Bars are looked for in strips across them, so thin that skew does not smear their edges, and
wide enough for specks to drown."""
_HEIGHT_IN = (0.48, 1.15)
"""All four bars: 0.80 inch, on sheets that were printed or scanned smaller or larger."""
_LENGTH_IN = 1.5
_SLOPE = 0.2
"""Bars may lean by eleven degrees."""
_GAPS = 3
"""Strips in a row that may be too dirty to show the bars."""

_T_INWARDS = np.array([2, 2, 5, 2, 2, 2, 5]) / 20
"""Bars and the spaces between them, as shares of the whole."""
_TOLERANCE = np.array([0.045, 0.045, 0.06, 0.045, 0.045, 0.045, 0.06])
_THICK_TO_THIN = 1.6
_EDGES = 8
"""Four bars begin and end."""
_QUIET_OUTSIDE, _QUIET_INSIDE = 0.25, 0.14
"""Empty paper before and after the bars, as shares of their height: so no barcode passes."""


class _Sighting(NamedTuple):
    """Four bars in one strip; lengths in pixels."""

    strip: int
    centre: float
    height: float


def has_patch_t(raster: Raster) -> bool:
    """Tell whether the bars of Patch T are on a page, along any of its edges."""
    small = raster.shrunk(max(1, int(raster.dpi / _BARS_DPI)))
    # A sixteenth of the pixels tells the paper's brightness as well as all of them.
    ink_below = max(float(np.percentile(small.pixels[::4, ::4], 80)), 1.0) * _INK
    return any(_has_bars(pixels, small.dpi, ink_below) for pixels in (small.pixels, small.pixels.T))


def _has_bars(pixels: Pixels, dpi: float, ink_below: float) -> bool:
    """Tell whether bars lie across the columns of a page."""
    width = max(1, round(_STRIP_IN * dpi))
    columns = pixels.shape[1] // width * width
    if not columns:
        return False
    sums = np.zeros((len(pixels), columns // width), dtype=np.uint32)
    for first in range(width):
        sums += pixels[:, first:columns:width]
    sightings = _sightings(ink_below * width > sums.T, dpi)
    return _longest_bars(sightings) * width >= _LENGTH_IN * dpi


def _sightings(ink: NDArray[np.bool_], dpi: float) -> list[_Sighting]:
    """Find the bars in each strip; ``ink`` has the shape (strips, pixels along a strip)."""
    length = ink.shape[1] + 2
    padded = np.zeros((ink.shape[0], length), dtype=np.int8)
    padded[:, 1:-1] = ink
    # Every strip begins and ends empty, so ink begins and ends by turns in all of them together.
    edges = np.flatnonzero(np.diff(padded.ravel())) + 1
    if len(edges) < _EDGES:
        return []
    around = np.concatenate(([-length], edges, [padded.size + length]))
    windows = sliding_window_view(around, _EDGES + 2)[::2]
    first, last = windows[:, 1], windows[:, -2]
    low, high = (height * dpi for height in _HEIGHT_IN)
    is_one_strip = first // length == last // length
    windows = windows[is_one_strip & (last - first >= low) & (last - first <= high)]
    strips, tops = np.divmod(windows[:, 1], length)
    heights = windows[:, -2] - windows[:, 1]
    centres = tops + heights / 2
    runs = _runs(windows, strips * length, length)
    # The nearest edge of the paper is the one to read from.
    inwards = np.where((centres > length / 2)[:, np.newaxis], runs[:, ::-1], runs)
    found = np.flatnonzero(_is_patch_t(inwards / heights[:, np.newaxis]))
    return [_Sighting(int(strips[i]), float(centres[i]), float(heights[i])) for i in found]


def _runs(windows: _Edges, starts: _Edges, length: int) -> NDArray[np.float64]:
    """Return the lengths of bars and spaces, with the space before and after them."""
    runs = np.diff(windows).astype(float)
    # What the strip has no more ink before or after is paper without end.
    runs[windows[:, 0] < starts, 0] = np.inf
    runs[windows[:, -1] >= starts + length, -1] = np.inf
    return runs


def _is_patch_t(shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which bars are Patch T; ``shares`` are runs, read inwards, as shares of the height."""
    bars = shares[:, 1:-1]
    thin, thick = bars[:, 0:5:4].max(axis=1), bars[:, 2:7:4].min(axis=1)
    fits: NDArray[np.bool_] = (
        (np.abs(bars - _T_INWARDS) <= _TOLERANCE).all(axis=1)
        & (thick >= thin * _THICK_TO_THIN)
        & (shares[:, 0] >= _QUIET_OUTSIDE)
        & (shares[:, -1] >= _QUIET_INSIDE)
    )
    return fits


def _longest_bars(sightings: list[_Sighting]) -> int:
    """Follow the bars from strip to strip; return the most strips that show the same ones."""
    trails: list[list[_Sighting]] = []
    longest = 0
    for sighting in sightings:
        trails = [trail for trail in trails if sighting.strip - trail[-1].strip <= _GAPS + 1]
        trail = next((trail for trail in trails if _continues(trail[-1], sighting)), None)
        if trail is None:
            trails.append(trail := [])
        trail.append(sighting)
        longest = max(longest, len(trail))
    return longest


def _continues(last: _Sighting, sighting: _Sighting) -> bool:
    if sighting.strip == last.strip:
        return False
    drift = abs(sighting.centre - last.centre)
    is_level = drift <= last.height * _SLOPE * (sighting.strip - last.strip)
    return is_level and abs(sighting.height - last.height) <= last.height * 0.15
