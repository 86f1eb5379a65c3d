"""Rows in columns: written as they are where they fit, folded by rich where they do not.

Loading rich takes as long as classifying a page, and most tables fit.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_WIDTH = 120
"""Width where stdout is no terminal, so that a pipe does not cut words to 80 columns."""
_GAP = "  "


class Column(NamedTuple):
    """A column.

    Attributes:
        heading: What stands above it.
        is_number: Whether it is aligned on the right.
        is_folded: Whether its texts are folded wherever the width ends, as paths must be.
    """

    heading: str
    is_number: bool = False
    is_folded: bool = False


class Cell(NamedTuple):
    """A text, and the colour that it has on a terminal, if any."""

    text: str
    colour: str = ""


def show_columns(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Show rows under their headings."""
    texts = [[column.heading for column in columns], *([cell.text for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    if not (_fits(widths) and _is_simple(texts)):
        _fold(columns, rows)
        return
    has_colours = _has_colours()
    headings = [typer.style(text, bold=True) for text in _aligned(texts[0], columns, widths)]
    typer.echo(_GAP.join(headings), color=has_colours)
    for row, row_texts in zip(rows, texts[1:], strict=True):
        aligned = _aligned(row_texts, columns, widths)
        cells = [_coloured(text, cell) for text, cell in zip(aligned, row, strict=True)]
        typer.echo(_GAP.join(cells), color=has_colours)


def plain_console() -> "Console":
    """Return what tables are printed with that have more to them than rows."""
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)


def _fits(widths: Sequence[int]) -> bool:
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PLAIN_WIDTH
    return sum(widths) + len(_GAP) * (len(widths) - 1) <= room


def _is_simple(texts: Iterable[Iterable[str]]) -> bool:
    """Tell whether each character takes one column; rich knows of all others."""
    return all(text.isascii() and text.isprintable() for row in texts for text in row)


def _has_colours() -> bool:
    """Tell whether colours are wanted, as rich does; see no-color.org and force-color.org."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "unknown"}:
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _aligned(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    return [
        text.rjust(width) if column.is_number else text.ljust(width)
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]


def _coloured(text: str, cell: Cell) -> str:
    return typer.style(text, fg=cell.colour) if cell.colour else text


def _fold(columns: Sequence[Column], rows: Iterable[Iterable[Cell]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.is_number else "left",
            overflow="fold" if column.is_folded else "ellipsis",
        )
    for row in rows:
        table.add_row(*(Text(cell.text, style=cell.colour) for cell in row))
    plain_console().print(table)
