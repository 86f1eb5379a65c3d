"""Which pages are separators: sheets that were put into the stack to part documents.

A sheet is known by its code, not by any code: invoices, labels and tickets bear codes, too. So a
code counts where its value is one that was asked for, or where the page shows little else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smartcat.models import CodeKind, Page, PageCode, Separator, SeparatorKind, TextSource
from smartcat.segment.expressions import compiled

_SHEET_WORDS = 40
"""Sheets say what they are and how to use them; the ones seen have up to 16 words, letters 100."""
_SHEET_CELLS, _UNREAD_SHEET_CELLS = 0.4, 0.2
"""Share of a page on which sheets have ink; the ones seen up to 0.27, half of all letters 0.55. It
must be less where the page was not recognised, so that its words are not known."""
_INKED = 5
"""A cell of the grid with less ink than 5/255 has specks, or the end of a line."""
_BLANK_SHEET_INK = 0.0025
"""Pages with more ink are called blank where no word was recognised on them, and so are receipts
that have faded. They must not be taken for sheets, as sheets may be dropped."""

_NAMES = {
    CodeKind.PATCH_T: "Patch T",
    CodeKind.QR: "QR code",
    CodeKind.CODE_128: "Code 128",
    CodeKind.CODE_39: "Code 39",
}


@dataclass(frozen=True)
class SeparatorRules:
    """What counts as a separator, besides Patch T, which always does.

    Attributes:
        value: Regular expression (RE2: no look-around, no back-references) that the whole value of
            a code must match; its page is a separator then, whatever else is on it. Without one,
            codes count on pages that show little else.
        blank: Whether blank pages part documents. If it is not said, they do in streams without
            any coded separator; between coded sheets they are backs of sheets.

    Raises:
        ValueError: ``value`` is not a regular expression.
    """

    value: str | None = None
    blank: bool | None = None

    def __post_init__(self) -> None:
        self._expression  # noqa: B018 - a wrong expression is told at once

    def admits(self, page: Page, code: PageCode) -> bool:
        """Tell whether a code that was read makes its page a separator."""
        if code.value is None:
            return False
        if code.kind is CodeKind.PATCH_T:
            return True
        if self._expression is None:
            return _is_sheet(page)
        return self._expression.fullmatch(code.value) is not None

    @cached_property
    def _expression(self) -> Any:
        return None if self.value is None else compiled(self.value)


def find_separators(pages: Sequence[Page], rules: SeparatorRules) -> tuple[Separator | None, ...]:
    """Say of each page of a stream what makes it a separator, if it is one."""
    coded = tuple(find_separator(page, rules) for page in pages)
    blanks_part = not any(coded) if rules.blank is None else rules.blank
    if not blanks_part:
        return coded
    blank = Separator(kind=SeparatorKind.BLANK)
    between = _written_span(pages)
    return tuple(
        separator or (blank if index in between and _is_blank_sheet(page) else None)
        for index, (page, separator) in enumerate(zip(pages, coded, strict=True))
    )


def find_backs(
    pages: Sequence[Page], separators: Sequence[Separator | None]
) -> tuple[Separator | None, ...]:
    """Add the blank backs of sheets to the separators of a stream: they are of the same paper."""
    fronts = (None, *separators)[: len(pages)]
    back = Separator(kind=SeparatorKind.BLANK)
    return tuple(
        separator or (back if front and _is_blank_sheet(page) else None)
        for page, separator, front in zip(pages, separators, fronts, strict=True)
    )


def _written_span(pages: Sequence[Page]) -> range:
    """From the first to the last page that is not blank: beyond them there is nothing to part."""
    written = [
        index for index, page in enumerate(pages) if page.layout is None or not page.layout.is_blank
    ]
    return range(written[0], written[-1]) if written else range(0)


def find_separator(page: Page, rules: SeparatorRules) -> Separator | None:
    """Say what code makes a page a separator, if one does; blank pages are told by the stream."""
    found = [code for code in page.codes if rules.admits(page, code)]
    if not found:
        return None
    code = next((code for code in found if code.kind is CodeKind.PATCH_T), found[0])
    return Separator(kind=SeparatorKind(code.kind), value=code.value)


def unread_separator(page: Page, rules: SeparatorRules) -> str | None:
    """Say in words, for review, that a page may be a separator whose code could not be read."""
    unread = [code for code in page.codes if code.value is None]
    is_candidate = rules.value is not None or _is_sheet(page)
    if not unread or not is_candidate or find_separator(page, rules):
        return None
    name = _NAMES[unread[0].kind]
    return f"page {page.page_index + 1} may be a separator: it has a {name} that cannot be read"


def _is_sheet(page: Page) -> bool:
    """Tell whether little is on a page besides its code."""
    if page.layout is None or len(page.text.split()) > _SHEET_WORDS:
        return False
    cells = page.layout.ink_grid
    most = _UNREAD_SHEET_CELLS if page.text_source is TextSource.NONE else _SHEET_CELLS
    return sum(cell >= _INKED for cell in cells) <= most * len(cells)


def _is_blank_sheet(page: Page) -> bool:
    layout = page.layout
    return layout is not None and layout.is_blank and layout.ink_fraction <= _BLANK_SHEET_INK
