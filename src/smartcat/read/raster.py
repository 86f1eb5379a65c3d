"""A page as grey pixels, and the few things that are done to them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Grey values, 0 black to 255 white, shape (height, width)."""

_FACTOR_FOR_16_BITS = 16
"""The sum of so many pixels each way is below 2**16."""


class Raster(NamedTuple):
    """A page rendered to pixels.

    Attributes:
        pixels: Grey values, shape (height, width).
        dpi: Resolution, the same both ways.
    """

    pixels: Pixels
    dpi: float

    def turned(self, degrees_clockwise: int) -> "Raster":
        """Turn by a multiple of 90 degrees."""
        turned = np.rot90(self.pixels, k=-degrees_clockwise // 90)
        return Raster(np.ascontiguousarray(turned), self.dpi)

    def band(self, first: float, last: float) -> "Raster":
        """Cut a horizontal band; the bounds are shares of the height, from the top."""
        height = self.pixels.shape[0]
        rows = self.pixels[int(first * height) : max(int(last * height), 1)]
        return Raster(np.ascontiguousarray(rows), self.dpi)

    def shrunk(self, factor: int) -> "Raster":
        """Shrink by a whole factor, each new pixel the mean of those that it replaces."""
        if factor <= 1:
            return self
        height, width = (side // factor for side in self.pixels.shape)
        if not (height and width):
            return self
        used = self.pixels[: height * factor, : width * factor]
        # Running sums, in small numbers, are several times faster than a mean over a 4-d view.
        dtype = np.uint16 if factor <= _FACTOR_FOR_16_BITS else np.uint32
        rows = np.zeros((height, used.shape[1]), dtype=dtype)
        for row in range(factor):
            rows += used[row::factor]
        total = np.zeros((height, width), dtype=dtype)
        for column in range(factor):
            total += rows[:, column::factor]
        return Raster((total // factor**2).astype(np.uint8), self.dpi / factor)
