"""What is seen of a run while it is being done, as a table for people."""

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from smartcat.cli.batch.tables import duration
from smartcat.runs.watching import Glimpse

_BAR_WIDTH = 40


def glimpse_table(glimpse: Glimpse) -> RenderableType:
    """Lay out how far a run is."""
    settled = glimpse.documents - glimpse.pending
    table = Table.grid(padding=(0, 2))
    bar = ProgressBar(total=max(glimpse.documents, 1), completed=settled, width=_BAR_WIDTH)
    table.add_row("run", Text(f"{glimpse.run_id}, {glimpse.state.value}"))
    table.add_row("", bar)
    table.add_row("documents", _documents(glimpse))
    table.add_row("pages", _pages(glimpse))
    table.add_row("time left", "-" if glimpse.left_s is None else f"{duration(glimpse.left_s)}")
    table.add_row("shards", f"{glimpse.shards_done:,} of {glimpse.shards:,}")
    table.add_row("to review", f"{glimpse.needs_review:,}")
    if not glimpse.failures:
        return table
    lines = [Text(f"  {line}", no_wrap=True, overflow="ellipsis") for line in glimpse.failures]
    return Group(table, Text("last failures"), *lines)


def _documents(glimpse: Glimpse) -> str:
    parts = [f"{glimpse.done:,} of {glimpse.documents:,} done"]
    if glimpse.reused:
        parts.append(f"{glimpse.reused:,} done before")
    parts += [f"{glimpse.failed:,} failed", f"{glimpse.pending:,} pending"]
    return ", ".join(parts)


def _pages(glimpse: Glimpse) -> str:
    of = "" if glimpse.pages_of is None else f" of {glimpse.pages_of:,}"
    pace = "" if glimpse.pages_per_s is None else f", {glimpse.pages_per_s:.1f} a second"
    return f"{glimpse.pages:,}{of}{pace}"
