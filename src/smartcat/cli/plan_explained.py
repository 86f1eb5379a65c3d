"""Why documents would be processed where, for people: both routes side by side."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from smartcat.api.planning import MOST_OF_TIMEOUT, amount, shipped_prices
from smartcat.cli.columns import plain_console
from smartcat.cli.plan_tables import STYLES, plain_table, short, summary
from smartcat.cli.table import count
from smartcat.locations import printable
from smartcat.models import Route, RouteKind

if TYPE_CHECKING:
    from smartcat import FunctionShape, RoutedDocument, RoutePlan

_PLACES = {RouteKind.INLINE: "inline, in the function", RouteKind.BATCH: "on AWS Batch"}


def explain(plan: "RoutePlan") -> None:
    """Print for each document why it goes where, and what was reckoned with."""
    console = plain_console()
    for document in plan.documents:
        _explain(console, document, plan.function)
        console.print()
    for line in reckoned_with(plan):
        console.print(line, markup=False)
    console.print()
    console.print(summary(plan), soft_wrap=True)


def reckoned_with(plan: "RoutePlan") -> Iterator[str]:
    """Say what decisions rest on."""
    function, container = plan.function, plan.container
    vcpus = function.memory_mib / shipped_prices().on_lambda.vcpu_mib
    yield (
        f"Function:   {function.memory_mib:,} MiB, which is {vcpus:.2g} vCPU, "
        f"{function.processor}; ended after {function.timeout_s:g} s"
    )
    yield (
        f"Containers: {container.vcpus:g} vCPU and {container.memory_mib:,} MiB on Fargate, "
        "x86_64; one for each document"
    )
    yield (
        f"Prices:     of {plan.prices_as_of} in {plan.region}, for computing alone (docs/costs.md)"
    )
    yield f"CPU time:   as on {plan.measured_on}; other processors were not measured"


def limits(route: Route, function: "FunctionShape") -> Iterator[str]:
    """Say how near a document is to what is done inline at most."""
    if route.inline_s is not None:
        most_s = function.timeout_s * MOST_OF_TIMEOUT
        yield (
            f"time inline: {short(route.inline_s)} of at most {most_s:g} s "
            f"({MOST_OF_TIMEOUT:.0%} of the time-out){_verdict(route.inline_s, most_s)}"
        )
    if route.size_bytes is not None:
        most_bytes = function.max_bytes
        yield (
            f"size inline: {route.size_bytes:,} of at most {most_bytes:,} bytes"
            f"{_verdict(route.size_bytes, most_bytes)}"
        )


def _verdict(value: float, most: float) -> str:
    return ": too much" if value > most else ""


def _explain(console: Console, document: "RoutedDocument", function: "FunctionShape") -> None:
    name = Text(printable(document.key), style="bold")
    if document.failure:
        console.print(name.append(f": {document.failure.message}", style="not bold red"))
    if (route := document.route) is None:
        return
    console.print(name.append(f": {_PLACES[route.kind]}", style=f"not bold {STYLES[route.kind]}"))
    console.print(f"  because {route.reason}", markup=False)
    if route.cpu_s is not None:
        console.print(f"  {_contents(route)}", markup=False)
        console.print(_side_by_side(route))
    for line in limits(route, function):
        console.print(f"  {line}", markup=False)


def _contents(route: Route) -> str:
    ocr = "none to recognise"
    if route.ocr_pages:
        ocr = f"about {route.ocr_pages:g} to recognise ({route.megapixels:.1f} megapixels each)"
    return f"{count(route.pages or 0, 'page')}, {ocr}; {route.cpu_s:.2f} CPU s"


def _side_by_side(route: Route) -> Table:
    table = plain_table("", "inline", "Batch, Spot", "Batch, on demand")
    seconds = (route.inline_s, route.batch_s, route.batch_s)
    usd = (route.inline_usd, route.batch_spot_usd, route.batch_usd)
    table.add_row("  seconds on the clock", *(short(value or 0.0) for value in seconds))
    table.add_row("  USD", *(amount(value or 0.0) for value in usd))
    return table
