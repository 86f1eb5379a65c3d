"""The command `smartcat`: its commands, and what happens when one of them fails."""

import signal
import sys
from typing import Annotated

import typer

from smartcat import __version__
from smartcat.cli.on_demand import CommandList, Entry
from smartcat.errors import ExitCode, SmartCatError


class _Commands(CommandList):
    entries = (
        Entry(
            "classify",
            "Say what every page is, where each document begins and ends, and how sure that is.",
            "smartcat.cli.classify",
        ),
        Entry(
            "split",
            "Write a PDF for each segment of a document; pages are copied as they are, not "
            "rendered.",
            "smartcat.cli.split",
        ),
        Entry(
            "review",
            "Write a page on which people check and correct results, or serve it and save what "
            "they say.",
            "smartcat.cli.review",
        ),
        Entry(
            "plan",
            "Say where documents would be processed at AWS, inline or on Batch, and what that "
            "costs.",
            "smartcat.cli.plan",
        ),
        Entry(
            "train",
            "Learn from labelled pages; the bundle says how good it was on documents it had not "
            "seen.",
            "smartcat.cli.train",
        ),
        Entry(
            "evaluate",
            "Measure a model on labelled pages and page streams that it has not learned from.",
            "smartcat.cli.evaluate",
        ),
        Entry(
            "compare",
            "Compare two models on labelled pages that neither has learned from.",
            "smartcat.cli.compare",
        ),
        Entry(
            "threshold",
            "Show how many results stand at each confidence and how many of these are wrong; "
            "choose one.",
            "smartcat.cli.threshold",
        ),
        Entry(
            "drift",
            "Say whether pages still look like those that the model learned from, or like earlier "
            "ones.",
            "smartcat.cli.drift",
        ),
        Entry(
            "calibrate",
            "Measure what documents take on your machines, so that runs are foretold better.",
            "smartcat.cli.calibrate",
        ),
        Entry(
            "corrections",
            "Take corrections into results, and collect them to learn from.",
            "smartcat.cli.corrections",
        ),
        Entry("model", "Look at model bundles, and put one in force.", "smartcat.cli.model"),
        Entry(
            "examples", "Make up labelled paperwork to try SmartCat on.", "smartcat.cli.examples"
        ),
    )


app = typer.Typer(
    name="smartcat",
    cls=_Commands,
    help="Sort scanned paperwork: a class and an honest confidence for every page.",
    epilog="Start with: smartcat classify SCAN.pdf",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _print_version(context: typer.Context, value: bool) -> None:
    if value:
        typer.echo(f"{context.command.name} {__version__}")
        raise typer.Exit


@app.callback()
def show_version(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    del version


def main() -> None:
    """Run the command line; the process ends with a code of `smartcat.errors.ExitCode`."""
    run_app(app)


def run_app(program: typer.Typer) -> None:
    """Run a command line, and end with the code of the error that it raises."""
    # Leave by way of all ``finally``: nothing is left running, nothing is left in /tmp.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        program()
    except SmartCatError as error:
        typer.echo(f"smartcat: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - Python would say all of it, with text of documents
        from smartcat.logs import bug_report

        typer.echo(f"smartcat: {bug_report(error)}", err=True)
        sys.exit(ExitCode.BUG)
