"""The command `smartcat-batch`: its commands."""

import typer

from smartcat.cli.batch import control, cost, doctor, follow, logs, show, submit, watch
from smartcat.cli.main import run_app, show_version

app = typer.Typer(
    name="smartcat-batch",
    help="Sort many documents: submit a run, follow it, collect what came out.",
    epilog="Start with: smartcat-batch submit inbox/",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.callback()(show_version)
app.command(epilog=submit.EXAMPLES)(submit.submit)
app.command(epilog=follow.WAIT_EXAMPLES)(follow.wait)
app.command(epilog=watch.EXAMPLES)(watch.watch)
app.command(epilog=show.STATUS_EXAMPLES)(show.status)
app.command("list", epilog=show.LIST_EXAMPLES)(show.list_runs)
app.command(epilog=show.RESULTS_EXAMPLES)(show.results)
app.command(epilog=logs.EXAMPLES)(logs.logs)
app.command(epilog=cost.EXAMPLES)(cost.cost)
app.command(epilog=doctor.EXAMPLES)(doctor.doctor)
app.command(epilog=control.CANCEL_EXAMPLES)(control.cancel)
app.command(epilog=control.RETRY_EXAMPLES)(control.retry)
app.command(epilog=control.RECONCILE_EXAMPLES)(control.reconcile)


def main() -> None:
    """Run the command line; the process ends with a code of `smartcat.errors.ExitCode`."""
    run_app(app)
