"""`smartcat-batch cost`: what a run was expected to take and cost, beside what it did."""

import typer

from smartcat.cli import options
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    CoefficientsFile,
    Results,
    Run,
    load_coefficients,
    open_backend,
)
from smartcat.cli.batch.tables import show_costs
from smartcat.runs.finding import find_run

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat-batch cost last

smartcat-batch cost 20261124-140912-7f3a --format json
"""


@app.command(epilog=EXAMPLES)
def cost(
    run: Run,
    results: Results = DEFAULT_RESULTS,
    coefficients: CoefficientsFile = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Say what a run was expected to take and cost, and what it did so far."""
    from smartcat.runs.costs import costs_of

    start_s = load_coefficients(coefficients).start_s
    backend = open_backend(results)
    run_id = find_run(backend.store, run)
    costs = costs_of(backend.store, run_id, backend.container_of(run_id), start_s)
    if output_format is options.ReportFormat.JSON:
        typer.echo(costs.model_dump_json(indent=2))
        return
    show_costs(costs)
