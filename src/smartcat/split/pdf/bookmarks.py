"""Outlines: an entry for each segment, above those that the pages had before."""

from bisect import bisect_right
from collections.abc import Sequence

from pikepdf import Array, Dictionary, OutlineItem, Pdf

_MAX_DEPTH = 64


def add_bookmarks(pdf: Pdf, starts: Sequence[tuple[str, int]]) -> None:
    """Add bookmarks.

    Args:
        pdf: Copied pages, with the entries that the source had for them.
        starts: Titles and page indexes, ascending, the first 0.
    """
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    with pdf.open_outline(max_depth=_MAX_DEPTH) as outline:
        added = [OutlineItem(title, page_index) for title, page_index in starts]
        page_indexes = [page_index for _, page_index in starts]
        for item in outline.root:
            place = bisect_right(page_indexes, _page_index(item, pages))
            added[place - 1].children.append(item)
        outline.root[:] = added


def _page_index(item: OutlineItem, pages: dict[tuple[int, int], int]) -> int:
    """Return where an entry leads, or else the first one below it."""
    target = item.destination
    if isinstance(target, Array) and len(target) and isinstance(target[0], Dictionary):
        return pages.get(target[0].objgen, 0)
    return _page_index(item.children[0], pages) if item.children else 0
