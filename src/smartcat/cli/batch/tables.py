"""Runs and plans as tables for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartcat.cli.figure_table import figure_console, figure_table
from smartcat.locations import printable
from smartcat.plan.cost import dollars

if TYPE_CHECKING:
    from smartcat.runs.costs import CostFigures, RunCost, RunCosts
    from smartcat.runs.status import DocumentStatus, RunStatus
    from smartcat.runs.submitting import PlanSummary

_MINUTE_S, _HOUR_S = 60, 3600


def show_plan(summary: "PlanSummary") -> None:
    """Print what a run would do."""
    table = figure_table("", "", "")
    table.show_header = False
    for name, value in (
        ("documents to process", f"{summary.documents:,}"),
        ("documents with a result", f"{summary.reused:,}"),
        ("pages", _count(summary.pages)),
        ("pages that need OCR, about", _count(summary.ocr_pages)),
        ("shards", f"{summary.shards:,}"),
        ("CPU time", duration(summary.predicted_s)),
        ("time on the clock, about", duration(summary.wall_s)),
        ("cost", _cost(summary.cost)),
    ):
        table.add_row(name, value)
    figure_console().print(table)


def show_costs(costs: "RunCosts") -> None:
    """Print what a run was expected to take, beside what it took."""
    predicted, actual = costs.predicted, costs.actual
    table = figure_table("", "", "predicted", "actual")
    for name, figures in (
        ("pages", [_count(one.pages) for one in (predicted, actual)]),
        ("CPU time", [duration(one.cpu_s) for one in (predicted, actual)]),
        ("time of all workers", [duration(one.worker_s) for one in (predicted, actual)]),
        ("time on the clock", ["-", "-" if actual.wall_s is None else duration(actual.wall_s)]),
    ):
        table.add_row(name, *figures)
    if costs.container is not None:
        for name, figures in (
            ("cost on Spot", [dollars(one.cost.low_usd) for one in (predicted, actual)]),
            ("cost on demand", [dollars(one.cost.high_usd) for one in (predicted, actual)]),
            ("pages for a USD", [_pages_per_usd(one) for one in (predicted, actual)]),
        ):
            table.add_row(name, *figures)
    console = figure_console()
    console.print(table)
    if costs.container is None:
        console.print("No cloud cost: it ran on this machine.")
    else:
        shape = costs.container
        console.print(
            f"By prices of {predicted.cost.prices_as_of} in {predicted.cost.region}, containers of "
            f"{shape.vcpus:g} vCPU and {shape.memory_mib:,} MiB"
        )
    if costs.shards_done < costs.shards:
        console.print(f"So far: {costs.shards_done:,} of {costs.shards:,} shards are done.")


def show_status(status: "RunStatus") -> None:
    """Print how far a run is."""
    table = figure_table("", "", "")
    table.show_header = False
    for name, value in (
        ("run", status.run_id),
        ("state", status.state.value),
        ("documents", f"{status.documents:,}"),
        ("done", f"{status.done:,}"),
        ("done before", f"{status.reused:,}"),
        ("failed", f"{status.failed:,}"),
        ("pending", f"{status.pending:,}"),
        ("to review", f"{status.needs_review:,}"),
        ("shards", f"{status.shards_done:,} of {status.shards:,}"),
        ("CPU time, predicted", duration(status.predicted_s)),
        ("CPU time of reading", duration(status.cpu_s)),
    ):
        table.add_row(name, value)
    console = figure_console()
    console.print(table)
    for line in status.shards_failed:
        console.print(line)


def show_runs(statuses: Iterable["RunStatus"]) -> None:
    """Print a line for each run."""
    table = figure_table("", "run", "state", "documents", "done", "failed", "pending", "review")
    for one in statuses:
        done = one.done + one.reused
        counts = (one.documents, done, one.failed, one.pending, one.needs_review)
        table.add_row(one.run_id, one.state.value, *(f"{count:,}" for count in counts))
    figure_console().print(table)


def show_failures(documents: Iterable["DocumentStatus"]) -> None:
    """Print why documents failed."""
    for document in documents:
        if document.message is not None:
            figure_console().print(f"{printable(document.key)}: {document.message}")


def duration(seconds: float) -> str:
    """Write a duration as people say it."""
    if seconds < _MINUTE_S:
        return f"{seconds:.1f} s"
    if seconds < _HOUR_S:
        return f"{seconds / _MINUTE_S:.1f} min"
    return f"{seconds / _HOUR_S:.1f} h"


def _cost(cost: "RunCost") -> str:
    if cost.prices_as_of is None:
        return "none on this machine"
    return f"{dollars(cost.low_usd)} to {dollars(cost.high_usd)} ({cost.prices_as_of})"


def _pages_per_usd(figures: "CostFigures") -> str:
    least, most = figures.least_pages_per_usd, figures.most_pages_per_usd
    return "-" if least is None or most is None else f"{least:,.0f} to {most:,.0f}"


def _count(value: float | None) -> str:
    return "not known" if value is None else f"{value:,.0f}"
