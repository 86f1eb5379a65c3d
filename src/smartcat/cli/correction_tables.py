"""Corrections as tables for people, and as JSON."""

import typer
from pydantic import TypeAdapter

from smartcat import AppliedCorrections, StoredCorrection
from smartcat.cli.columns import Cell, Column, show_columns
from smartcat.cli.table import count
from smartcat.locations import printable
from smartcat.models import Correction

_CORRECTIONS: TypeAdapter[list[Correction]] = TypeAdapter(list[Correction])
_DOCUMENT = Column("Document", is_folded=True)
_APPLIED = (
    _DOCUMENT,
    *(
        Column(heading, is_number=True)
        for heading in ("Classes", "Boundaries", "Order", "Confirmed", "Unchecked", "Correction")
    ),
    Column("By"),
    Column("Stored"),
)
_STORED = (
    _DOCUMENT,
    Column("Correction", is_number=True),
    Column("By"),
    Column("At"),
    Column("Segments", is_number=True),
    Column("Checked", is_number=True),
)


def show_applied(told: AppliedCorrections) -> None:
    """Say what corrections change, a document a row."""
    rows = []
    for one in told.applied:
        changes = one.changes
        numbers = (
            changes.classes,
            changes.boundaries,
            changes.order,
            changes.confirmed,
            changes.unchecked,
            one.number,
        )
        texts = (printable(one.key), *map(str, numbers), printable(one.by))
        rows.append(tuple(map(Cell, (*texts, "now" if one.is_new else "before"))))
    if rows:
        show_columns(_APPLIED, rows)
        typer.echo("")
    new = sum(one.is_new for one in told.applied)
    typer.echo(f"{count(new, 'new correction')}, {len(told.applied) - new} stored before")


def show_stored(stored: list[StoredCorrection]) -> None:
    """List corrections, a document a row."""
    rows = []
    for number, one in stored:
        segments, checked = len(one.segments), sum(part.is_checked for part in one.segments)
        at = one.at.strftime("%Y-%m-%d %H:%M")
        texts = (printable(one.key), str(number), printable(one.by), at)
        rows.append(tuple(map(Cell, (*texts, str(segments), str(checked)))))
    if rows:
        show_columns(_STORED, rows)
        typer.echo("")
    typer.echo(f"{count(len(stored), 'corrected document')}")


def corrections_json(stored: list[StoredCorrection]) -> str:
    """Give corrections as a JSON array."""
    return _CORRECTIONS.dump_json([one.correction for one in stored], indent=2).decode()
