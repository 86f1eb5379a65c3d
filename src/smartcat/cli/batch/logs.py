"""`smartcat-batch logs`: what the workers of a run said."""

from typing import Annotated

import typer

from smartcat.cli.batch.options import DEFAULT_RESULTS, Results, Run, open_backend
from smartcat.cli.batch.tables import show_failures
from smartcat.runs.finding import find_run

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat-batch logs last

smartcat-batch logs last 2026/scan-0042.pdf
"""


@app.command(epilog=EXAMPLES)
def logs(
    run: Run,
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="DOCUMENT", help="Only what concerns this one: its name, or document id."
        ),
    ] = None,
    results: Results = DEFAULT_RESULTS,
) -> None:
    """Print what the workers of a run said: all, or what concerns a document."""
    from smartcat.plan.run_files import load_run
    from smartcat.runs.logs import find_documents, lines_about, shards_with
    from smartcat.runs.status import document_status

    backend = open_backend(results)
    plan = load_run(backend.store, find_run(backend.store, run))
    if document is None:
        for _, text in backend.logs(plan.run_id, range(len(plan.shards))):
            typer.echo(text)
        return
    found = find_documents(backend.store, plan.run_id, document)
    names = {one.document_id for one in found}
    for _, text in backend.logs(plan.run_id, shards_with(backend.store, plan, names)):
        typer.echo("\n".join(lines_about(text, names)))
    show_failures(document_status(backend.store, one) for one in found)
