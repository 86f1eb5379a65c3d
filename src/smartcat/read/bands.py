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
"""A page is cut below these shares of its inked rows, or at the next gap: into its head, two bands
between, and its foot."""
_DARK = 128
_INKED = 0.012
"""Share of dark pixels from which a row is part of a line: rules down the page are below it."""
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
    inked = (raster.pixels < _DARK).mean(axis=1) >= _INKED
    shares = np.cumsum(inked) / max(int(inked.sum()), 1)
    cuts = _cuts(inked, shares, max(2, round(_GAP_IN * raster.dpi)))
    edges = [0, *cuts, len(inked)]
    read = np.diff([0.0, *shares[cuts], 1.0])
    return [
        Band(Raster(np.ascontiguousarray(raster.pixels[first:end]), raster.dpi), float(share))
        for first, end, share in zip(edges, edges[1:], read, strict=False)
    ]


def _cuts(inked: NDArray[np.bool_], shares: NDArray[np.float64], gap: int) -> list[int]:
    """Rows in the middle of gaps, the first behind each of ``SHARES``."""
    bounds = np.flatnonzero(np.diff(inked.astype(np.int8)))
    starts, ends = bounds[:-1] + 1, bounds[1:] + 1
    is_gap = ~inked[starts] & (ends - starts >= gap) if len(starts) else np.zeros(0, dtype=bool)
    middles = ((starts + ends) // 2)[is_gap]
    cuts: list[int] = []
    for share in SHARES:
        behind = middles[shares[middles] >= share]
        if behind.size and int(behind[0]) not in cuts:
            cuts.append(int(behind[0]))
    return cuts
