"""What the segment stage keeps of each page while a stream comes by: no text, few kilobytes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.models import Page, PageResult
from smartcat.segment.clues import PageClues, lines_of
from smartcat.segment.page_numbers import PrintedNumbers, printed_numbers


class Observation(NamedTuple):
    """One page of a stream.

    Attributes:
        result: What the manifest will say of it.
        probabilities: Of all labels; absent where nothing was scored.
        numbers: Numbers printed on it.
        clues: What the boundary model looks at; absent where none is used, and of pages that are
            blank or could not be read.
        sheet: The page, where it may be a separator: without text if it bears no code.
        key: The value of the key, if one was looked for and found.
    """

    result: PageResult
    probabilities: NDArray[np.float64] | None
    numbers: PrintedNumbers
    clues: PageClues | None = None
    sheet: Page | None = None
    key: str | None = None

    @property
    def page_index(self) -> int:
        """Which page it is."""
        return self.result.page_index


def numbers_on(page: Page) -> PrintedNumbers:
    """Find the numbers printed on a page."""
    return printed_numbers(lines_of(page.text))


def as_sheet(page: Page) -> Page:
    """Keep of a page what tells whether it is a separator."""
    return page if page.codes else page.model_copy(update={"text": ""})
