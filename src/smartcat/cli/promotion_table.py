"""Which models were put in force, as a table for people."""

from collections.abc import Sequence

from smartcat import Promotion
from smartcat.cli.columns import Cell, Column, show_columns
from smartcat.locations import printable

_DIGEST_SHOWN = 12
_COLUMNS = (
    Column("Record", is_number=True),
    Column("What"),
    Column("Model"),
    Column("SHA-256"),
    Column("Accuracy", is_number=True),
    Column("By"),
    Column("At"),
    Column("Why"),
)


def show_promotions(records: Sequence[Promotion]) -> None:
    """List records; the model that the last one names is in force."""
    rows = []
    for record in records:
        mark = " (in force)" if record is records[-1] else ""
        texts = (
            str(record.number),
            record.kind,
            printable(record.model.name) + mark,
            record.model.sha256[:_DIGEST_SHOWN],
            _accuracy(record),
            printable(record.by),
            record.at.strftime("%Y-%m-%d %H:%M"),
            printable(record.reason or ""),
        )
        rows.append(tuple(map(Cell, texts)))
    show_columns(_COLUMNS, rows)


def _accuracy(record: Promotion) -> str:
    if record.comparison is None:
        return ""
    figure = record.comparison.accuracy
    return f"{figure.old:.1%} > {figure.new:.1%}"
