"""`smartcat-batch cancel`, `retry` and `reconcile`: end a run, take it up again, heal it."""

import tempfile
from pathlib import Path

import typer

from smartcat.cli import options
from smartcat.cli.batch.follow import follow
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    JobDefinition,
    JobQueue,
    Results,
    Run,
    Workers,
    open_backend,
)
from smartcat.errors import RunError
from smartcat.runs.finding import find_run

app = typer.Typer(add_completion=False)

CANCEL_EXAMPLES = "\nExample:\n\nsmartcat-batch cancel last"
RETRY_EXAMPLES = "\nExample:\n\nsmartcat-batch retry last"
RECONCILE_EXAMPLES = "\nExample:\n\nsmartcat-batch reconcile last"


@app.command(epilog=CANCEL_EXAMPLES)
def cancel(run: Run, results: Results = DEFAULT_RESULTS) -> None:
    """End a run; what is done stands."""
    from smartcat.runs.control import cancel_run

    backend = open_backend(results)
    run_id = find_run(backend.store, run)
    cancel_run(backend.store, run_id)
    backend.stop(run_id)
    typer.echo(f"Run {run_id} is cancelled; what was done stands.")


@app.command(epilog=RETRY_EXAMPLES)
def retry(
    run: Run,
    results: Results = DEFAULT_RESULTS,
    workers: Workers = None,
    job_queue: JobQueue = None,
    job_definition: JobDefinition = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Do again what failed or was left, and only that."""
    from smartcat.plan.run_files import load_run
    from smartcat.runs.control import reopen_run
    from smartcat.runs.status import RunState, state_of

    backend = open_backend(results, workers, job_queue, job_definition)
    run_id = find_run(backend.store, run)
    plan = load_run(backend.store, run_id)
    if state_of(backend.store, plan, is_alive=backend.is_alive(run_id)) is RunState.RUNNING:
        raise RunError(f"run {run_id} is at work; wait for it, or cancel it first")
    backend.settle(run_id)
    shards = reopen_run(backend.store, run_id)
    typer.echo(f"Run {run_id}: {shards} shards to do", err=True)
    follow(backend, run_id, results, output_format)


@app.command(epilog=RECONCILE_EXAMPLES)
def reconcile(run: Run, results: Results = DEFAULT_RESULTS) -> None:
    """Write manifests that were lost although all their pages are stored."""
    from smartcat.finalise import Finaliser
    from smartcat.plan.run_files import load_run
    from smartcat.runs.control import reconcile_run
    from smartcat.sorting import Sorter
    from smartcat.worker.model import load_model

    backend = open_backend(results)
    plan = load_run(backend.store, find_run(backend.store, run))
    backend.settle(plan.run_id)
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        sorter = Sorter(load_model(backend.store, plan, Path(folder)), plan.split)
        finaliser = Finaliser(backend.store, sorter, plan.read)
        healed = reconcile_run(backend.store, plan.run_id, finaliser)
    typer.echo(f"Run {plan.run_id}: {healed} manifests written")
