"""Where documents would be processed, as a table for people."""

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from smartcat.api.planning import amount
from smartcat.cli.columns import plain_console
from smartcat.cli.table import count
from smartcat.locations import printable
from smartcat.models import RouteKind

if TYPE_CHECKING:
    from smartcat import RoutedDocument, RoutePlan

STYLES = {RouteKind.INLINE: "green", RouteKind.BATCH: "yellow"}


def show_routes(plan: "RoutePlan") -> None:
    """Print a line for each document, and one that sums up."""
    table = plain_table("Document", "Pages", "OCR", "Route", "Seconds", "USD")
    table.columns[0].overflow = table.columns[-1].overflow = "fold"
    table.columns[-1].justify = "left"  # so that points stand below each other
    for document in plan.documents:
        table.add_row(*_row(document), style="red" if document.failure else None)
    console = plain_console()
    console.print(table)
    console.print()
    console.print(summary(plan), soft_wrap=True)
    if any(document.route for document in plan.documents):
        console.print("Why, and both routes side by side: --explain", soft_wrap=True)


def _row(document: "RoutedDocument") -> tuple[Text, ...]:
    key = Text(printable(document.key))
    if (route := document.route) is None:
        message = document.failure.message if document.failure else ""
        return (key, Text(), Text(), Text("failed"), Text(), Text(message))
    kind = Text(route.kind, style=STYLES[route.kind])
    if route.pages is None:
        return (key, Text("-"), Text("-"), kind, Text("-"), Text("too large to be opened"))
    if route.kind is RouteKind.INLINE:
        seconds, usd = route.inline_s, amount(route.inline_usd or 0.0)
    else:
        seconds, usd = route.batch_s, _range(route.batch_spot_usd, route.batch_usd)
    ocr = Text(f"{route.ocr_pages:g}")
    return (key, Text(str(route.pages)), ocr, kind, Text(short(seconds or 0.0)), Text(usd))


def summary(plan: "RoutePlan") -> str:
    """Say what all documents come to, in a line."""
    totals = plan.totals
    documents = count(len(plan.documents), "document")
    parts = [
        f"{documents}, {count(totals.pages, 'page')}",
        f"{totals.inline} inline, {totals.batch} on Batch",
    ]
    if totals.failed:
        parts.append(f"{totals.failed} failed")
    cost = _range(totals.cost.low_usd, totals.cost.high_usd)
    without = f", without {totals.unopened} not opened" if totals.unopened else ""
    if totals.inline or totals.batch:
        parts.append(f"{cost} USD{without} ({plan.prices_as_of}, {plan.region})")
    return " · ".join(parts)


def short(seconds: float) -> str:
    """Write seconds; of less than one it says how much less."""
    return f"{seconds:.1f}" if seconds >= 1.0 else f"{seconds:.2f}"


def _range(low_usd: float | None, high_usd: float | None) -> str:
    """Write what something costs from Spot capacity to capacity on demand."""
    low, high = amount(low_usd or 0.0), amount(high_usd or 0.0)
    return low if low == high else f"{low} to {high}"


def plain_table(first: str, *numbers: str) -> Table:
    """Make a table without lines; numbers stand to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="left" if name == "Route" else "right")
    return table
