"""The command `smartcat-batch`: its commands."""

import typer

from smartcat.cli.main import run_app, show_version
from smartcat.cli.on_demand import CommandList, Entry


class _Commands(CommandList):
    entries = (
        Entry(
            "submit",
            "Sort many documents; what has a result is not done again.",
            "smartcat.cli.batch.submit",
        ),
        Entry(
            "wait",
            "Follow a run until it is over; one that was stopped goes on where it ended.",
            "smartcat.cli.batch.follow",
        ),
        Entry(
            "watch",
            "Watch a run until it is over; unlike wait, this does not take up one that was "
            "stopped.",
            "smartcat.cli.batch.watch",
        ),
        Entry("status", "Say how far a run is.", "smartcat.cli.batch.show"),
        Entry("list", "List all runs.", "smartcat.cli.batch.show"),
        Entry("results", "Collect what came out of a run.", "smartcat.cli.batch.show"),
        Entry(
            "logs",
            "Print what the workers of a run said: all, or what concerns a document.",
            "smartcat.cli.batch.logs",
        ),
        Entry(
            "cost",
            "Say what a run was expected to take and cost, and what it did so far.",
            "smartcat.cli.batch.cost",
        ),
        Entry(
            "doctor",
            "Say why a job does not run, or why there is no manifest, and what to do.",
            "smartcat.cli.batch.doctor",
        ),
        Entry("cancel", "End a run; what is done stands.", "smartcat.cli.batch.control"),
        Entry(
            "retry",
            "Do again what failed or was left, and only that.",
            "smartcat.cli.batch.control",
        ),
        Entry(
            "reconcile",
            "Write manifests that were lost although all their pages are stored.",
            "smartcat.cli.batch.control",
        ),
    )


app = typer.Typer(
    name="smartcat-batch",
    cls=_Commands,
    help="Sort many documents: submit a run, follow it, collect what came out.",
    epilog="Start with: smartcat-batch submit inbox/",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.callback()(show_version)


def main() -> None:
    """Run the command line; the process ends with a code of `smartcat.errors.ExitCode`."""
    run_app(app)
