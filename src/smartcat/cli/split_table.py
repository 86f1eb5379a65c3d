"""The files that a document was split into, as a table for people."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from smartcat.cli.table import count, page_numbers, plain_console
from smartcat.locations import printable

if TYPE_CHECKING:
    from smartcat.split import SplitResult


def show_files(result: "SplitResult") -> None:
    """Show a file a row."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Segment", justify="right")
    table.add_column("Pages", justify="right")
    table.add_column("Class")
    table.add_column("Confidence", justify="right")
    table.add_column("File", overflow="fold")
    for number, file in enumerate(result.files, start=1):
        confidence = "" if file.confidence is None else f"{file.confidence:.0%}"
        table.add_row(
            str(number),
            page_numbers(file.first_page, file.last_page),
            Text(file.label or ""),
            confidence,
            Text(printable(Path(file.path).name)),
        )
    pages = sum(file.last_page - file.first_page + 1 for file in result.files)
    size_bytes = sum(file.size_bytes for file in result.files)
    console = plain_console()
    console.print(table)
    console.print()
    written = f"{count(len(result.files), 'file')}, {count(pages, 'page')}"
    folder = printable(str(Path(result.files[0].path).parent))
    console.print(f"{written}, {size_bytes / 1e6:.1f} MB in {folder}", soft_wrap=True, markup=False)
