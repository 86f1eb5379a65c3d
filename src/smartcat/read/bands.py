"""Read a page band by band, so that reading may stop before all of it is read.

The head comes first, then the foot, then what is between, from the top: heads tell most of the
class, heads and feet of where documents begin. Bands are cut where there is no ink, so that no line
is cut; vertical rules do not count.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.read.ocr import OcrEngine, OcrResult
from smartcat.read.raster import Raster

SHARES = (0.15, 0.35, 0.93)
"""A page is cut below these shares of its inked rows: into its head, two bands between, and its
foot."""
_LATITUDE = 0.06
"""Of the gaps up to this share further down the highest is cut: Tesseract needs whole blocks to
find columns and leaders."""
_DARK = 128
_INKED = 0.003
"""Share of dark pixels from which a row is part of a line; of a crooked line, too."""
_RULED = 0.5
"""Share of dark pixels from which a column is a rule or the edge of the scan, and no text."""
_GAP_IN = 0.025
"""Height of the white between lines, in inches, from which it may be cut."""


class Band(NamedTuple):
    """Some rows of a page, over its whole width.

    Attributes:
        raster: Its pixels.
        share: Its share of the page's inked rows, 0 to 1.
    """

    raster: Raster
    share: float


class BandReader:
    """Reads a page in bands; what it has read once is not read again."""

    def __init__(self, engine: OcrEngine, raster: Raster) -> None:
        self.engine = engine
        self.raster = raster
        self._results: dict[int, OcrResult] = {}

    @cached_property
    def bands(self) -> list[Band]:
        """The bands from the top; one, for engines that start anew each time."""
        if not self.engine.is_warm:
            return [Band(self.raster, 1.0)]
        return cut_into_bands(self.raster)

    @property
    def fewest(self) -> int:
        """How many bands are read of any page: its head and its foot."""
        return min(2, len(self.bands))

    def share(self, count: int) -> float:
        """Share of the page's inked rows in the bands that are read first, 0 to 1."""
        return round(sum(self.bands[index].share for index in self._order[:count]), 2)

    def first(self, count: int) -> OcrResult:
        """Read the bands that are read first.

        Args:
            count: How many.

        Returns:
            What they say, from the top.

        Raises:
            OcrFailedError: The engine could not read them.
        """
        wanted = self._order[:count]
        for index in wanted:
            if index not in self._results:
                self._results[index] = self.engine.recognise(self.bands[index].raster)
        return OcrResult.joined(self._results[index] for index in sorted(wanted))

    @cached_property
    def _order(self) -> list[int]:
        last = len(self.bands) - 1
        return sorted(range(last + 1), key=lambda index: (index not in {0, last}, index))


def cut_into_bands(raster: Raster) -> list[Band]:
    """Cut a page below its first lines; a page without gaps stays whole."""
    dark = raster.pixels < _DARK
    height, width = dark.shape
    is_text = np.count_nonzero(dark, axis=0) < _RULED * height
    inked = np.count_nonzero(dark & is_text, axis=1) >= _INKED * width
    shares = np.cumsum(inked) / max(int(inked.sum()), 1)
    cuts = _cuts(inked, shares, max(2, round(_GAP_IN * raster.dpi)))
    edges = [0, *cuts, len(inked)]
    read = np.diff([0.0, *shares[cuts], 1.0])
    return [
        Band(Raster(np.ascontiguousarray(raster.pixels[first:end]), raster.dpi), float(share))
        for first, end, share in zip(edges, edges[1:], read, strict=False)
    ]


def _cuts(inked: NDArray[np.bool_], shares: NDArray[np.float64], gap: int) -> list[int]:
    """Rows in the middle of gaps, one behind each of ``SHARES``."""
    bounds = np.flatnonzero(np.diff(inked.astype(np.int8)))
    starts, ends = bounds[:-1] + 1, bounds[1:] + 1
    is_gap = ~inked[starts] & (ends - starts >= gap) if len(starts) else np.zeros(0, dtype=bool)
    middles, heights = ((starts + ends) // 2)[is_gap], (ends - starts)[is_gap]
    cuts: list[int] = []
    for share in SHARES:
        behind = np.flatnonzero(shares[middles] >= share)
        near = behind[shares[middles[behind]] <= share + _LATITUDE]
        if behind.size:
            chosen = near[np.argmax(heights[near])] if near.size else behind[0]
            cuts.append(int(middles[chosen]))
    return sorted(set(cuts))
