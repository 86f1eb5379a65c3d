"""`smartcat-batch wait`: follow a run until it is over; start it again if nobody is at work."""

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from smartcat.backends import Backend
from smartcat.cli import options
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    JobDefinition,
    JobQueue,
    Results,
    Run,
    open_backend,
    wait_command,
)
from smartcat.cli.batch.tables import show_failures, show_status
from smartcat.cli.progress import progress_bar
from smartcat.errors import RunError, SomeDocumentsFailedError
from smartcat.runs.finding import find_run

if TYPE_CHECKING:
    from smartcat.runs.status import RunStatus

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat-batch wait last

smartcat-batch wait 20261124-140912-7f3a --format json
"""

_MOST_STARTS = 5
_QUESTION = "\nThe run goes on. Leave it running [l], cancel it [c], or go on waiting [w]? "


@app.command(epilog=EXAMPLES)
def wait(
    run: Run,
    results: Results = DEFAULT_RESULTS,
    job_queue: JobQueue = None,
    job_definition: JobDefinition = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Follow a run until it is over; one that was stopped goes on where it ended."""
    backend = open_backend(results, None, job_queue, job_definition)
    follow(backend, find_run(backend.store, run), results, output_format)


def follow(
    backend: Backend, run_id: str, results: str, output_format: options.ReportFormat
) -> None:
    """Follow a run, and show what came out.

    Raises:
        SomeDocumentsFailedError: Some documents failed.
        RunError: The run was cancelled, or cannot go on.
    """
    while True:
        try:
            status = _wait(backend, run_id)
            break
        except KeyboardInterrupt:
            if not _goes_on(backend, run_id, results):
                return
    show_outcome(backend, status, output_format)


def _wait(backend: Backend, run_id: str) -> "RunStatus":
    from smartcat.plan.run_files import load_run
    from smartcat.runs.status import RunState, pending_shards, state_of, status_of

    store = backend.store
    run = load_run(store, run_id)
    starts = _Starts()
    with progress_bar("Shards") as update:
        while True:
            is_alive = backend.is_alive(run_id)  # first: it may do the last shard, and then end
            pending = pending_shards(store, run)
            state = state_of(store, run, is_alive=is_alive, pending=pending)
            update(len(run.shards) - len(pending), len(run.shards))
            if state.is_over:
                return status_of(store, run_id, is_alive=False)
            if state is RunState.STOPPED:
                starts.check(len(pending), run_id)
                backend.start(run_id)
            time.sleep(backend.look_again_s)


@dataclass
class _Starts:
    """Counts how often a run was started without any of its shards being done."""

    pending: int | None = None
    count: int = 0

    def check(self, pending: int, run_id: str) -> None:
        """Count a start.

        Raises:
            RunError: Starting it again does not help.
        """
        self.count = self.count + 1 if pending == self.pending else 1
        self.pending = pending
        if self.count > _MOST_STARTS:
            raise RunError(
                f"run {run_id} stopped {_MOST_STARTS} times without getting anywhere; see: "
                f"smartcat-batch logs {run_id}, and coordinator.log of the run in the results"
            )


def _goes_on(backend: Backend, run_id: str, results: str) -> bool:
    """Ask what Ctrl-C meant; without a terminal, or pressed again, it cancels."""
    from smartcat.runs.control import cancel_run

    try:
        answer = input(_QUESTION).strip().lower() if sys.stdin.isatty() else "c"
    except (KeyboardInterrupt, EOFError):
        answer = "c"
    if answer.startswith("w"):
        return True
    if answer.startswith("c"):
        cancel_run(backend.store, run_id)
        backend.stop(run_id)
        typer.echo(f"Run {run_id} is cancelled; what was done stands.", err=True)
        raise typer.Exit(130)
    typer.echo(f"Follow it again: {wait_command(run_id, results)}", err=True)
    return False


def show_outcome(
    backend: Backend, status: "RunStatus", output_format: options.ReportFormat
) -> None:
    """Show what came out of a run that is over.

    Raises:
        SomeDocumentsFailedError: Some documents failed.
        RunError: The run was cancelled, or documents have no result.
    """
    from smartcat.runs.status import RunState, document_states

    if output_format is options.ReportFormat.JSON:
        typer.echo(status.model_dump_json(indent=2))
    else:
        show_failures(document_states(backend.store, status.run_id))
        show_status(status)
        typer.echo(f"Next: smartcat-batch results {status.run_id} --to folder")
    if status.state is RunState.CANCELLED:
        raise RunError(
            f"run {status.run_id} was cancelled; go on: smartcat-batch retry {status.run_id}"
        )
    if status.pending:
        raise RunError(
            f"{status.pending} of {status.documents} documents have no result; see: "
            f"smartcat-batch logs {status.run_id}"
        )
    if status.failed:
        raise SomeDocumentsFailedError(f"{status.failed} of {status.documents} documents failed")
