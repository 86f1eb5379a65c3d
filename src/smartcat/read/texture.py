"""How a page was written and scanned: margins, pitch of lines, strokes, dark edges.

All pages are brought to one number of pixels first, so that nothing tells the size of the paper
or the resolution of the scanner.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smartcat.models import BAND_PARTS, PageTexture
from smartcat.read.raster import Pixels, Raster

TEXTURE_PIXELS = 1100
"""Height of the page, in pixels, at which its texture is measured."""

_HEIGHT, _WIDTH = TEXTURE_PIXELS, 850
_DARK = 128
_BORDER = 30
"""Pixels at the sides that are left out where margins are looked for: edges of the scan."""
_FEWEST_INK = 0.012
"""Share of ink from which a row or column belongs to what is written."""
_PITCHES = (9, 60)
"""Distances between lines that are looked at, in pixels."""
_LONGEST_STROKE = 40
"""Longer runs of black are rules, pictures and edges."""
_EDGE = 11
_BAND = 0.08
"""How deep a band along a side is, as a share of the page."""
_DIGITS = 4


def measure_texture(raster: Raster) -> PageTexture:
    """Measure a rendered page; one that is smaller than 1100 x 850 pixels is enlarged."""
    black = _resampled(raster.pixels) < _DARK
    inside = black[_BORDER:-_BORDER, _BORDER:-_BORDER]
    rows, columns = _shares_of_ink(inside, axis=1), _shares_of_ink(inside, axis=0)
    top, bottom = _extent(rows, _HEIGHT)
    left, right = _extent(columns, _WIDTH)
    pitch, regularity = _line_pitch(rows)
    return PageTexture(
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        line_pitch=pitch,
        line_regularity=regularity,
        stroke_width=_mean_run(black, _WIDTH),
        stroke_height=_mean_run(black.T, _HEIGHT),
        edges=(
            _share(black[:, :_EDGE]),
            _share(black[:, -_EDGE:]),
            _share(black[:_EDGE]),
            _share(black[-_EDGE:]),
        ),
        bands=tuple(_bands(black)),
    )


def _resampled(pixels: Pixels) -> NDArray[Any]:
    return _averaged(_averaged(pixels, _HEIGHT, axis=0), _WIDTH, axis=1)


def _averaged(pixels: NDArray[Any], size: int, axis: int) -> NDArray[Any]:
    """Bring an axis to ``size``: each new pixel is the mean of those it replaces."""
    length = pixels.shape[axis]
    starts = np.arange(size) * length // size
    first: NDArray[Any] = pixels.take(starts, axis=axis)
    if length <= size:
        return first
    counts = np.diff(starts, append=length).astype(np.float32)
    # The sums of numpy.add.reduceat, which takes five times as long.
    rest = np.zeros_like(first, dtype=np.float32)
    for step in range(1, int(counts.max())):
        longer = np.flatnonzero(counts > step)
        chosen = (slice(None),) * axis + (longer,)
        rest[chosen] += pixels.take(starts[longer] + step, axis=axis)
    means: NDArray[np.float32] = (first + rest) / np.expand_dims(counts, 1 - axis)
    return means


def _shares_of_ink(black: NDArray[np.bool_], axis: int) -> NDArray[np.float64]:
    """The mean along an axis, in a fifth of the time that numpy takes for booleans."""
    counts = black.view(np.uint8).sum(axis=axis, dtype=np.uint16)
    return np.asarray(counts / black.shape[axis])


def _extent(ink: NDArray[np.float64], size: int) -> tuple[float, float]:
    """Where the ink begins and ends, as shares of the page; from end to start without ink."""
    inked = np.flatnonzero(ink > _FEWEST_INK)
    if not inked.size:
        return 1.0, 0.0
    return _rounded((inked[0] + _BORDER) / size), _rounded((inked[-1] + _BORDER) / size)


def _line_pitch(ink: NDArray[np.float64]) -> tuple[float, float]:
    """The shift by which the rows of the page are most like themselves, and how much so."""
    deviations = ink - ink.mean()
    power = float(deviations @ deviations)
    if not power:
        return 0.0, 0.0
    alike = [float(deviations[shift:] @ deviations[:-shift]) for shift in range(*_PITCHES)]
    best = int(np.argmax(alike))
    return _rounded((_PITCHES[0] + best) / _HEIGHT), _rounded(alike[best] / power)


def _mean_run(black: NDArray[np.bool_], size: int) -> float:
    """Mean length of what is black along the rows, as a share of their length."""
    apart = np.zeros((black.shape[0], black.shape[1] + 2), dtype=np.bool_)
    apart[:, 1:-1] = black
    in_a_row = apart.ravel()
    edges = np.flatnonzero(in_a_row[1:] != in_a_row[:-1])
    lengths = edges[1::2] - edges[0::2]
    strokes = lengths[lengths < _LONGEST_STROKE]
    return _rounded(strokes.mean() / size) if strokes.size else 0.0


def _bands(black: NDArray[np.bool_]) -> Iterator[tuple[int, ...]]:
    """Ink along the head (two bands deep), the foot (likewise), the left and the right."""
    deep, wide = round(_BAND * _HEIGHT), round(_BAND * _WIDTH)
    across = (black[:deep], black[deep : 2 * deep], black[-deep:], black[-2 * deep : -deep])
    for band in (*across, black[:, :wide].T, black[:, -wide:].T):
        yield tuple(round(255 * share) for share in _means_of_parts(_shares_of_ink(band, axis=0)))


def _means_of_parts(shares: NDArray[np.float64]) -> list[float]:
    """Means of ``BAND_PARTS`` parts about alike in length; those that are longer come first."""
    length, longer = divmod(shares.size, BAND_PARTS)
    end = longer * (length + 1)
    long, short = shares[:end].reshape(longer, length + 1), shares[end:].reshape(-1, length)
    return [*long.mean(axis=1).tolist(), *short.mean(axis=1).tolist()]


def _share(black: NDArray[np.bool_]) -> float:
    return _rounded(np.count_nonzero(black) / black.size)


def _rounded(value: float | np.floating) -> float:
    return round(float(value), _DIGITS)
