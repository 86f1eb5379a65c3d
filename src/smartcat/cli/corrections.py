"""`smartcat corrections`: what people say of results takes its place beside them."""

from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.cli import options
from smartcat.cli.complaints import complain
from smartcat.errors import CorrectionsError, SomeDocumentsFailedError

app = typer.Typer(
    help="Take corrections into results, and collect them to learn from.",
    epilog="Start with: smartcat corrections apply corrections.jsonl --results results",
    no_args_is_help=True,
    add_completion=False,
)

APPLY_EXAMPLES = """
Examples:

smartcat corrections apply corrections.jsonl --results results

smartcat corrections apply corrections.jsonl --results s3://results/2026

smartcat corrections apply corrections.jsonl manifests.jsonl --out corrected/
"""
SHOW_EXAMPLES = """
Examples:

smartcat corrections show --results results

smartcat corrections show --results s3://results --run last --out corrections.jsonl
"""
_SHOWN_REFUSALS = 10


@app.command(epilog=APPLY_EXAMPLES)
def apply(
    corrections: Annotated[
        Path, typer.Argument(metavar="CORRECTIONS", help="A file with a correction a line.")
    ],
    manifests: Annotated[
        list[Path] | None,
        typer.Argument(metavar="MANIFEST", help="Files with manifests, without --results."),
    ] = None,
    results: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            envvar="SMARTCAT_RESULTS",
            help="Where results are: a folder, or s3://bucket/prefix.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="With MANIFEST: the folder that corrected results go to."),
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Store corrections and write corrected results; the same again changes nothing.

    What the model said stays in the manifest; the corrected result is written beside it.
    """
    from smartcat.cli.correction_tables import show_applied

    told = smartcat.apply_corrections(
        corrections, results=results, manifests=manifests or (), out=out
    )
    if output_format is options.ReportFormat.JSON:
        typer.echo(told.model_dump_json(indent=2))
    else:
        show_applied(told)
    _refuse(told)


def _refuse(told: smartcat.AppliedCorrections) -> None:
    """Say why lines were left out, and end accordingly.

    Raises:
        CorrectionsError: All were.
        SomeDocumentsFailedError: Some were.
    """
    for one in told.refused[:_SHOWN_REFUSALS]:
        complain(f"line {one.line}: {one.reason}")
    if len(told.refused) > _SHOWN_REFUSALS:
        complain(f"and {len(told.refused) - _SHOWN_REFUSALS} more lines")
    if not told.refused:
        return
    if not told.applied:
        raise CorrectionsError("no line is a correction of these results; nothing was changed")
    left = f"{len(told.refused)} of {len(told.refused) + len(told.applied)} lines"
    raise SomeDocumentsFailedError(f"{left} changed nothing; the others are done")


@app.command(epilog=SHOW_EXAMPLES)
def show(
    results: options.Results = options.DEFAULT_RESULTS,
    run: Annotated[
        str | None,
        typer.Option(metavar="RUN", help="Only of documents of this run; or: last."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write them to this file, to train with."),
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """List the corrections that stand, the latest of each document, and collect them."""
    from smartcat.cli.correction_tables import corrections_json, show_stored

    stored = smartcat.stored_corrections(results, run=run, out=out)
    if output_format is options.ReportFormat.JSON:
        typer.echo(corrections_json(stored))
        return
    show_stored(stored)
    if out is not None:
        typer.echo(f"Next: smartcat train --corrections {out} --results {results} --out NEW")
