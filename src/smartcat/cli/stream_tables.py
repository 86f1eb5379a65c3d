"""Figures on boundaries, documents and parts of a dataset as tables for people."""

from collections.abc import Sequence

from rich.table import Table

from smartcat.api.figures import (
    BoundaryFigures,
    Breakdown,
    FigureKind,
    FigureRow,
    StreamFigures,
    boundary_rows,
    stream_rows,
)
from smartcat.cli.figure_table import figure_table, index, share


def boundary_table(figures: BoundaryFigures) -> Table:
    """Show where documents were said to begin."""
    return _table("\nWhere documents begin", boundary_rows(figures))


def stream_table(figures: StreamFigures) -> Table:
    """Show whether whole documents were found."""
    return _table("\nWhole documents", stream_rows(figures))


def breakdown_table(breakdown: Breakdown) -> Table:
    """Show the main figures for each value of a column."""
    table = figure_table(
        f"\nBy {breakdown.column}",
        breakdown.column,
        "pages",
        "accuracy",
        "decisions",
        "cuts right",
        "boundaries found",
        "F1",
        "documents",
        "exactly right",
    )
    for value, part in breakdown.values.items():
        table.add_row(
            value or "-",
            str(part.pages),
            share(part.accuracy),
            str(part.pairs),
            share(part.precision),
            share(part.recall),
            index(part.f1),
            str(part.documents),
            share(part.documents_exact),
        )
    return table


def _table(title: str, rows: Sequence[FigureRow]) -> Table:
    table = figure_table(title, "", "", "")
    table.show_header = False
    table.columns[2].justify = "left"
    for row in rows:
        table.add_row(row.name, _value(row), row.meaning)
    return table


def _value(row: FigureRow) -> str:
    if row.kind is FigureKind.COUNT:
        return f"{row.value}"
    return share(row.value) if row.kind is FigureKind.SHARE else index(row.value)
