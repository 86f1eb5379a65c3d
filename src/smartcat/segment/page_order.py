"""Whether the pages of a segment are in order, by the numbers that are printed on them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from smartcat.segment.page_numbers import PrintedNumbers

_FEWEST_STATED, _FEWEST_BARE = 2, 3


def order_doubt(pages: Sequence[tuple[int, PrintedNumbers]]) -> Iterator[str]:
    """Say in words that printed numbers do not rise, if they do not.

    Args:
        pages: Page index and printed numbers of each page of a segment.
    """
    numbered = [(index, numbers.stated) for index, numbers in pages if numbers.stated is not None]
    if len(numbered) < _FEWEST_STATED:
        numbered = _bare_numbers(pages)
    printed = [number for _, number in numbered]
    if all(before < after for before, after in pairwise(printed)):
        return
    first, last = numbered[0][0] + 1, numbered[-1][0] + 1
    told = ", ".join(map(str, printed[:12])) + (", …" if len(printed) > 12 else "")  # noqa: PLR2004
    yield f"pages {first} to {last} bear the numbers {told}: they may be out of order"


def _bare_numbers(pages: Sequence[tuple[int, PrintedNumbers]]) -> list[tuple[int, int]]:
    """The numbers of pages that bear one each, which together count the pages; else none."""
    numbered = [(index, min(one.bare)) for index, one in pages if len(one.bare) == 1]
    if len(numbered) < max(_FEWEST_BARE, len(pages)):
        return []
    numbers = sorted(number for _, number in numbered)
    counts = list(range(numbers[0], numbers[0] + len(numbers)))
    return numbered if numbers == counts else []
