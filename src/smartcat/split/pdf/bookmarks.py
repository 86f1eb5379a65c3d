"""Outlines: an entry for each segment, above those that the source has for its pages."""

from collections.abc import Iterable, Sequence

from pikepdf import Object, OutlineItem, Pdf

from smartcat.split.pdf.entries import MAX_DEPTH, Entry, entries_within
from smartcat.split.plan import Bookmark


def add_bookmarks(
    copy: Pdf, pages: range, bookmarks: Sequence[Bookmark], entries: Iterable[Entry]
) -> None:
    """Add bookmarks to copied pages.

    Args:
        copy: The copied pages.
        pages: Their page indexes in the source.
        bookmarks: Where segments begin; ascending.
        entries: The outline of the source.
    """

    def copied(page_index: int) -> Object:
        return copy.pages[page_index - pages.start].obj

    starts = [bookmark.page_index for bookmark in bookmarks]
    with copy.open_outline(max_depth=MAX_DEPTH) as outline:
        for bookmark, end in zip(bookmarks, (*starts[1:], pages.stop), strict=True):
            item = OutlineItem(bookmark.title, bookmark.page_index - pages.start)
            segment = range(bookmark.page_index, end)
            item.children = entries_within(entries, segment, copied)
            outline.root.append(item)
