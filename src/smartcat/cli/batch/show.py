"""`smartcat-batch status`, `list` and `results`: look at runs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from smartcat.api.files import check_output_file
from smartcat.cli import options
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    Results,
    Run,
    open_backend,
)
from smartcat.cli.batch.tables import show_failures, show_runs, show_status
from smartcat.cli.complaints import complain
from smartcat.cli.output import OutputFormat, Result, ResultWriter, row_writer_for
from smartcat.errors import CorrectionsError, UsageError
from smartcat.runs.finding import find_run, run_ids
from smartcat.store import ObjectStore

app = typer.Typer(add_completion=False)

STATUS_EXAMPLES = """
Examples:

smartcat-batch status last

smartcat-batch status 20261124-140912-7f3a --format json
"""
LIST_EXAMPLES = "\nExample:\n\nsmartcat-batch list --results /data/results"
RESULTS_EXAMPLES = """
Examples:

smartcat-batch results last --format csv > segments.csv

smartcat-batch results last --to collected/

smartcat-batch results last --to collected/ --format parquet

smartcat-batch results last --corrected --format csv > corrected.csv
"""


class ResultFormat(StrEnum):
    """How results are collected."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@app.command(epilog=STATUS_EXAMPLES)
def status(
    run: Run,
    results: Results = DEFAULT_RESULTS,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Say how far a run is."""
    from smartcat.runs.status import document_states, status_of

    backend = open_backend(results)
    run_id = find_run(backend.store, run)
    told = status_of(backend.store, run_id, is_alive=backend.is_alive(run_id))
    if output_format is options.ReportFormat.JSON:
        typer.echo(told.model_dump_json(indent=2))
        return
    show_status(told)
    show_failures(document_states(backend.store, run_id))


@app.command("list", epilog=LIST_EXAMPLES)
def list_runs(
    results: Results = DEFAULT_RESULTS,
    dispatched: Annotated[
        bool, typer.Option("--dispatched", help="Also runs of single documents, by the dispatcher.")
    ] = False,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """List all runs."""
    from smartcat.runs.conclusion import load_summary
    from smartcat.runs.status import status_of

    backend = open_backend(results)
    statuses = [
        load_summary(backend.store, run_id)
        or status_of(backend.store, run_id, is_alive=backend.is_alive(run_id))
        for run_id in reversed(list(run_ids(backend.store, dispatched=dispatched)))
    ]
    if output_format is options.ReportFormat.JSON:
        for one in statuses:
            typer.echo(one.model_dump_json())
        return
    show_runs(statuses)


@app.command(epilog=RESULTS_EXAMPLES)
def results(
    run: Run,
    results: Results = DEFAULT_RESULTS,
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write a file to this folder; Parquet needs one.",
            show_default="stdout",
        ),
    ] = None,
    output_format: Annotated[
        ResultFormat, typer.Option("--format", help="A manifest a line, or a segment a row.")
    ] = ResultFormat.JSONL,
    corrected: Annotated[
        bool,
        typer.Option(
            "--corrected/--as-sorted", help="With people's corrections, or as the model has it."
        ),
    ] = False,
) -> None:
    """Collect what came out of a run."""
    from smartcat.manifest import find_manifest
    from smartcat.runs.at_once import at_once
    from smartcat.runs.naming import run_results

    store = open_backend(results).store
    run_id = find_run(store, run)
    documents = run_results(store, run_id).document_ids
    path = to / f"{run_id}.{output_format}" if to is not None else None
    if path is not None:
        check_output_file(path)
    missing = 0
    with _writer(output_format, path) as writer:
        find = _find_corrected if corrected else find_manifest
        for _, manifest in at_once(partial(find, store), documents):
            if manifest is None:
                missing += 1
            else:
                writer.add(manifest, None)
        writer.finish()
    if path is not None:
        typer.echo(f"Written: {path}")
    if missing:
        typer.echo(f"smartcat: {missing} documents have no result yet", err=True)


def _find_corrected(store: ObjectStore, document_id: str) -> Result | None:
    """The result of a document with its latest correction, if it has one, or else as it was sorted.

    It is made anew from both, so that it is right whoever has stored a correction last.
    """
    from smartcat.corrections import check_fits, corrected_manifest, find_correction
    from smartcat.manifest import find_manifest

    manifest = find_manifest(store, document_id)
    stored = find_correction(store, document_id) if manifest is not None else None
    if manifest is None or stored is None:
        return manifest
    try:
        check_fits(stored.correction, manifest)
    except CorrectionsError as error:
        complain(f"the correction of document {document_id} is left out: {error}")
        return manifest
    return corrected_manifest(manifest, stored)


@contextmanager
def _writer(output_format: ResultFormat, path: Path | None) -> Iterator[ResultWriter]:
    """Make the writer for a format, and close what it writes to."""
    if output_format is not ResultFormat.PARQUET:
        stdout = nullcontext(sys.stdout)
        with path.open("w", encoding="utf-8", newline="") if path else stdout as file:
            yield row_writer_for(OutputFormat(output_format.value), file)
        return
    from smartcat.cli.parquet import ParquetWriter

    if path is None:
        raise UsageError("Parquet is no text; name a folder with --to")
    with ParquetWriter(path) as writer:
        yield writer
