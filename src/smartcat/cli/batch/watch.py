"""`smartcat-batch watch`: see a run being done; nothing is started, and nothing ended."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from smartcat.backends import Backend
from smartcat.cli import options
from smartcat.cli.batch.follow import show_outcome
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    Results,
    Run,
    open_backend,
    wait_command,
)
from smartcat.errors import RunError
from smartcat.runs.finding import find_run

if TYPE_CHECKING:
    from smartcat.runs.watching import Glimpse

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat-batch watch last

smartcat-batch watch last --format json > status.json
"""

_LOOK_AGAIN_S = 1.0
_STOPPED_LOOKS = 3
"""A run that is taken up again has nobody at work for a moment."""


@app.command(epilog=EXAMPLES)
def watch(
    run: Run,
    results: Results = DEFAULT_RESULTS,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Watch a run until it is over; unlike wait, this does not take up one that was stopped."""
    from smartcat.runs.status import status_of

    backend = open_backend(results)
    run_id = find_run(backend.store, run)
    try:
        is_over = _watch(backend, run_id)
    except KeyboardInterrupt:
        typer.echo(f"The run goes on. Watch it again: smartcat-batch watch {run_id}", err=True)
        raise typer.Exit(130) from None
    if not is_over:
        raise RunError(
            f"nobody is at work on run {run_id}; take it up: {wait_command(run_id, results)}"
        )
    show_outcome(backend, status_of(backend.store, run_id, is_alive=False), output_format)


def _watch(backend: Backend, run_id: str) -> bool:
    """Look until the run is over, or until nobody has been at work for some looks."""
    from smartcat.runs.status import RunState
    from smartcat.runs.watching import Watcher

    watcher = Watcher(backend.store, run_id)
    stopped = 0
    with _display() as show:
        while True:
            glimpse = watcher.look(is_alive=backend.is_alive(run_id))
            show(glimpse)
            stopped = stopped + 1 if glimpse.state is RunState.STOPPED else 0
            if glimpse.state.is_over or stopped == _STOPPED_LOOKS:
                return glimpse.state.is_over
            time.sleep(max(_LOOK_AGAIN_S, backend.look_again_s))


@contextmanager
def _display() -> Iterator[Callable[["Glimpse"], None]]:
    """Show what is seen on stderr, in place, and only where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _glimpse: None
        return
    from rich.console import Console
    from rich.live import Live

    from smartcat.cli.batch.glimpse_table import glimpse_table

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Live(console=console, auto_refresh=False, transient=True) as live:
        yield lambda glimpse: live.update(glimpse_table(glimpse), refresh=True)
