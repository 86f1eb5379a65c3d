"""The files that a document was split into, as a table for people."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from smartcat.cli.columns import Cell, Column, show_columns
from smartcat.cli.table import count, page_numbers
from smartcat.locations import printable

if TYPE_CHECKING:
    from smartcat import SplitResult, WrittenFile

_COLUMNS = (
    Column("Segment", is_number=True),
    Column("Pages", is_number=True),
    Column("Class"),
    Column("Confidence", is_number=True),
    Column("File", is_folded=True),
)


def show_files(result: "SplitResult") -> None:
    """Show a file a row."""
    show_columns(_COLUMNS, [_row(number, file) for number, file in enumerate(result.files, 1)])
    pages = sum(file.last_page - file.first_page + 1 for file in result.files)
    size_bytes = sum(file.size_bytes for file in result.files)
    written = f"{count(len(result.files), 'file')}, {count(pages, 'page')}"
    folder = printable(str(Path(result.files[0].path).parent))
    typer.echo(f"\n{written}, {size_bytes / 1e6:.1f} MB in {folder}")


def _row(number: int, file: "WrittenFile") -> tuple[Cell, ...]:
    confidence = "" if file.confidence is None else f"{file.confidence:.0%}"
    pages = page_numbers(file.first_page, file.last_page)
    name = printable(Path(file.path).name)
    return tuple(map(Cell, (str(number), pages, file.label or "", confidence, name)))
