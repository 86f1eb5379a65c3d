"""The outline entries of a source, read once for all the files that it is split into."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, NameTree, Object, OutlineItem, Pdf, String
from pikepdf.exceptions import OutlineStructureError

MAX_DEPTH = 64

Copied = Callable[[int], Object]
"""Gives the copy of a page by its page index in the source."""


@dataclass(frozen=True)
class Entry:
    """An entry of an outline.

    Attributes:
        item: The entry in the source.
        page_index: Where it leads; absent if nowhere in this document.
        view: What of the page it shows: a way to fit it, and coordinates.
        children: The entries below it.
    """

    item: OutlineItem
    page_index: int | None
    view: tuple[object, ...]
    children: tuple["Entry", ...]

    def within(self, pages: range, copied: Copied) -> OutlineItem | None:
        """Return this entry for a copy, unless neither it nor one below leads to these pages."""
        leads_there = self.page_index is not None and self.page_index in pages
        children = entries_within(self.children, pages, copied) if self.children else []
        if not leads_there and not children:
            return None
        target = Array([copied(self.page_index or 0), *self.view]) if leads_there else None
        item = OutlineItem(self.item.title, target, color=self.item.color, flags=self.item.flags)
        item.is_closed = self.item.is_closed
        item.children = children
        return item


def entries_within(entries: Iterable[Entry], pages: range, copied: Copied) -> list[OutlineItem]:
    """Return the entries that lead to some pages of the source, for a copy of these."""
    items = (entry.within(pages, copied) for entry in entries)
    return [item for item in items if item is not None]


def read_entries(pdf: Pdf) -> tuple[Entry, ...]:
    """Read an outline; one that is too damaged is none."""
    try:
        root = pdf.open_outline(max_depth=MAX_DEPTH).root
    except (OutlineStructureError, AttributeError, TypeError, ValueError):
        return ()
    page_indexes = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    return _entries(pdf, root, page_indexes)


def _entries(
    pdf: Pdf, items: Sequence[OutlineItem], page_indexes: dict[tuple[int, int], int]
) -> tuple[Entry, ...]:
    entries = []
    for item in items:
        children = _entries(pdf, item.children, page_indexes)
        target = _target(pdf, item)
        page = target[0] if target else None
        page_index = page_indexes.get(page.objgen) if isinstance(page, Dictionary) else None
        view = tuple(one for one in target[1:] if isinstance(one, Name | int | Decimal | None))
        entries.append(Entry(item, page_index, view, children))
    return tuple(entries)


def _target(pdf: Pdf, item: OutlineItem) -> list[Object]:
    target: object = item.destination
    if target is None and item.action is not None and item.action.get(Name.S) == Name.GoTo:
        target = item.action.get(Name.D)
    if isinstance(target, String | Name):
        target = _named(pdf, target)
    if isinstance(target, Dictionary):
        target = target.get(Name.D)
    return list(target) if isinstance(target, Array) else []


def _named(pdf: Pdf, name: Object) -> Object | None:
    """Look a destination up: by a string in a tree, by a name in a dictionary (PDF 1.1)."""
    if isinstance(name, Name):
        table = pdf.Root.get(Name.Dests)
        return table.get(name) if isinstance(table, Dictionary) else None
    names = pdf.Root.get(Name.Names)
    tree = names.get(Name.Dests) if isinstance(names, Dictionary) else None
    return NameTree(tree).get(str(name)) if isinstance(tree, Dictionary) else None
