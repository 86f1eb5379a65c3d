"""The command `smartcat`: its commands, and what happens when one of them fails."""

import signal
import sys
from typing import Annotated

import typer

from smartcat import __version__
from smartcat.cli import (
    calibrate,
    classify,
    evaluate,
    examples,
    model,
    plan,
    split,
    threshold,
    train,
)
from smartcat.errors import SmartCatError

app = typer.Typer(
    name="smartcat",
    help="Sort scanned paperwork: a class and an honest confidence for every page.",
    epilog="Start with: smartcat classify SCAN.pdf",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command(epilog=classify.EXAMPLES)(classify.classify)
app.command(epilog=split.EXAMPLES)(split.split)
app.command(epilog=plan.EXAMPLES)(plan.plan)
app.command(epilog=train.EXAMPLES)(train.train)
app.command(epilog=evaluate.EXAMPLES)(evaluate.evaluate)
app.command(epilog=threshold.EXAMPLES)(threshold.threshold)
app.command(epilog=calibrate.EXAMPLES)(calibrate.calibrate)
app.add_typer(model.app, name="model")
app.add_typer(examples.app, name="examples")


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"smartcat {__version__}")
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
