"""Read a page band by band from the top, so that reading may stop before its end.

Bands are cut where there is no ink, so that no line is cut; vertical rules do not count.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from smartcat.read.ocr import OcrEngine, OcrResult
from smartcat.read.raster import Raster

SHARES = (0.15, 0.35)
"""A page is cut below these shares of its inked rows, or at the next gap, if there is one.

The first are headings, mostly, and decide the class of half of all pages; a share more costs as
much as it decides (`benchmarks/cascade.py`)."""
_LATEST = 0.7
"""A cut below this share saves less than the layout of another band costs."""
_DARK = 128
_INKED = 0.012
"""Share of dark pixels from which a row is part of a line: rules down the page are below it."""
_GAP_IN = 0.025
"""Height of the white between lines, in inches, from which it may be cut."""


@dataclass(frozen=True)
class Band:
    """Some rows of a page, over its whole width.

    Attributes:
        raster: Its pixels.
        read_share: Share of the page's inked rows down to its end, 0 to 1.
    """

    raster: Raster
    read_share: float


class BandReader:
    """Reads a page from the top; what it has read once is not read again."""

    def __init__(self, engine: OcrEngine, raster: Raster) -> None:
        self.engine = engine
        self.raster = raster
        self._results: list[OcrResult] = []

    @cached_property
    def bands(self) -> list[Band]:
        """The bands from the top; one, for engines that start anew each time."""
        if not self.engine.is_warm:
            return [Band(self.raster, 1.0)]
        return cut_into_bands(self.raster)

    def first(self, count: int) -> OcrResult:
        """Read the first bands.

        Args:
            count: How many.

        Raises:
            OcrFailedError: The engine could not read them.
        """
        for band in self.bands[len(self._results) : count]:
            self._results.append(self.engine.recognise(band.raster))
        return OcrResult.joined(self._results[:count])


def cut_into_bands(raster: Raster) -> list[Band]:
    """Cut a page below its first lines; a page without gaps stays whole."""
    inked = (raster.pixels < _DARK).mean(axis=1) >= _INKED
    shares = np.cumsum(inked) / max(int(inked.sum()), 1)
    cuts = _cuts(inked, shares, max(2, round(_GAP_IN * raster.dpi)))
    edges = [0, *cuts, len(inked)]
    read = [*(round(float(shares[cut]), 2) for cut in cuts), 1.0]
    return [
        Band(Raster(np.ascontiguousarray(raster.pixels[first:end]), raster.dpi), share)
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
        behind = middles[(shares[middles] >= share) & (shares[middles] <= _LATEST)]
        if behind.size and int(behind[0]) not in cuts:
            cuts.append(int(behind[0]))
    return cuts
