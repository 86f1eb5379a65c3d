"""Pages that fill from top to bottom: the drawing primitives and the cursor."""

from dataclasses import dataclass, field
from typing import Any

import pymupdf

from smartcat.examples.fonts import encode, text_width, wrap
from smartcat.examples.theme import BLACK, Colour, Theme


@dataclass
class Style:
    """How a line of text is set; empty fields take the theme's."""

    font: str = ""
    size: float = 0.0
    colour: Colour = BLACK
    align: str = "left"


@dataclass
class Paper:
    """The pages of one document and the place where the next thing goes.

    Attributes:
        theme: The look of the document.
        footer_space: What the first page leaves free at its bottom.
        has_footers: Whether all the other pages do as well.
        head_space: What all pages but the first leave free at their top, beside the margin.
        y: Where the next thing goes, in points from the top of the page.
        left: Left edge of the current column.
        width: Width of the current column.
    """

    theme: Theme
    footer_space: float = 0.0
    has_footers: bool = False
    head_space: float = 0.0
    y: float = 0.0
    left: float = 0.0
    width: float = 0.0
    _file: Any = field(default_factory=pymupdf.open)
    _shape: Any = None
    _columns: int = 1
    _column: int = 0
    _column_top: float = 0.0
    _deepest: float = 0.0

    def __post_init__(self) -> None:
        """Start with the first page."""
        self.new_page()

    @property
    def bottom(self) -> float:
        """Where the text area ends."""
        reserved = self.footer_space if self.page_count == 1 or self.has_footers else 0.0
        return self.theme.paper[1] - max(48.0, self.theme.margin) - reserved

    @property
    def full_width(self) -> float:
        """Width between the margins."""
        return self.theme.paper[0] - self.theme.margin - max(40.0, self.theme.margin * 0.8)

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return int(self._file.page_count)

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        width, height = self.theme.paper
        self._commit()
        head_space = self.head_space if self.page_count else 0.0
        self._shape = self._file.new_page(width=width, height=height).new_shape()
        self.y = self._column_top = max(46.0, self.theme.margin * 0.9) + head_space
        self._deepest = 0.0
        self._enter_column(0)

    def turn_to(self, page_index: int) -> None:
        """Draw on an earlier page; the cursor stays."""
        self._commit()
        self._shape = self._file[page_index].new_shape()

    def set_columns(self, count: int) -> None:
        """Go on in that many columns, from here downwards."""
        self.y = max(self.y, self._deepest)
        self._columns = count
        self._column_top = self.y
        self._deepest = 0.0
        self._enter_column(0)

    def next_column(self) -> None:
        """Go on at the top of the next column, or of a new page after the last one."""
        if self._column + 1 < self._columns:
            self._deepest = max(self._deepest, self.y)
            self._enter_column(self._column + 1)
            self.y = self._column_top
        else:
            self.new_page()

    def _enter_column(self, column: int) -> None:
        gutter = 18.0
        self._column = column
        self.width = (self.full_width - gutter * (self._columns - 1)) / self._columns
        self.left = self.theme.margin + column * (self.width + gutter)

    def need(self, height: float) -> bool:
        """Go to the next column or page unless ``height`` points are left; say if it did."""
        if self.y + height <= self.bottom or self.y <= self._column_top:
            return False
        self.next_column()
        return True

    def gap(self, lines: float) -> None:
        """Leave some lines empty."""
        self.y += lines * self.line_height()

    def line_height(self, size: float = 0.0) -> float:
        """Return the distance of lines in points."""
        return (size or self.theme.size) * self.theme.leading

    def put(self, at: tuple[float, float], text: str, style: Style | None = None) -> None:
        """Set one line; ``at`` is its left end, middle or right end on the base line."""
        style = style or Style()
        font, size = self._face(style)
        x, y = at
        if style.align != "left":
            width = text_width(text, font, size)
            x -= width / 2 if style.align == "center" else width
        self._shape.insert_text(
            (x, y), encode(text), fontname=font, fontsize=size, color=style.colour
        )

    def paragraph(self, text: str, style: Style | None = None, indent: float = 0.0) -> None:
        """Set text in lines from the cursor on, over pages where it must."""
        style = style or Style()
        font, size = self._face(style)
        height = self.line_height(size)
        for line in wrap(text, font, size, self.width - indent):
            self.need(height)
            self.y += height
            self.put((self.anchor(style.align, indent), self.y - 0.25 * height), line, style)

    def anchor(self, align: str, indent: float = 0.0) -> float:
        """Return the x at which aligned text is put."""
        if align == "center":
            return self.left + self.width / 2
        return self.left + (self.width if align == "right" else indent)

    def rule(self, y: float, *, colour: Colour = BLACK, width: float = 0.6) -> None:
        """Draw a line across the column."""
        self.stroke([(self.left, y), (self.left + self.width, y)], colour, width)

    def stroke(
        self,
        points: list[tuple[float, float]],
        colour: Colour = BLACK,
        width: float = 0.6,
        dashes: str | None = None,
    ) -> None:
        """Draw a line through the points."""
        self.shape.draw_polyline(points)
        self.shape.finish(color=colour, width=width, dashes=dashes, closePath=False)

    def box(
        self,
        corners: tuple[float, float, float, float],
        *,
        fill: Colour | None = None,
        colour: Colour | None = BLACK,
        width: float = 0.6,
    ) -> None:
        """Draw a rectangle."""
        self.shape.draw_rect(pymupdf.Rect(*corners))
        self.shape.finish(color=colour, fill=fill, width=width)

    @property
    def shape(self) -> Any:
        """The current page's drawing, for curves that have no primitive here."""
        return self._shape

    def finish(self) -> Any:
        """Return the PDF, with everything drawn."""
        self._commit()
        return self._file

    def _commit(self) -> None:
        # PyMuPDF orphans a page's drawing when another page is made, so it is written before.
        if self._shape is not None:
            self._shape.commit()

    def _face(self, style: Style) -> tuple[str, float]:
        return style.font or self.theme.body.regular, style.size or self.theme.size
