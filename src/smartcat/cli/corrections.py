"""`smartcat corrections`: what people say of results takes its place beside them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.cli import options
from smartcat.cli.complaints import complain
from smartcat.errors import CorrectionsError, SomeDocumentsFailedError, UsageError

if TYPE_CHECKING:
    from smartcat.corrections import AppliedCorrections, StoredCorrection
    from smartcat.models import DocumentManifest
    from smartcat.store import ObjectStore

app = typer.Typer(
    help="Take corrections into results, and collect them to learn from.",
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
_PLACE = "Where results are: a folder, or s3://bucket/prefix."


@app.command(epilog=APPLY_EXAMPLES)
def apply(
    corrections: Annotated[
        Path, typer.Argument(metavar="CORRECTIONS", help="A file with a correction a line.")
    ],
    manifests: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[MANIFEST]...", help="Files with manifests, without --results."),
    ] = None,
    results: Annotated[
        str | None, typer.Option(metavar="PLACE", envvar="SMARTCAT_RESULTS", help=_PLACE)
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
    from smartcat.corrections import apply_corrections

    store, find = _places(manifests or [], results, out)
    told = apply_corrections(corrections, store, find)
    if output_format is options.ReportFormat.JSON:
        typer.echo(told.model_dump_json(indent=2))
    else:
        show_applied(told)
    _refuse(told)


def _places(
    manifests: list[Path], results: str | None, out: Path | None
) -> "tuple[ObjectStore, Callable[[str], DocumentManifest | None]]":
    """Where corrected results go, and what finds manifests."""
    from smartcat.corrections import load_manifests
    from smartcat.manifest import find_manifest
    from smartcat.store import FolderStore, open_store

    if manifests:
        if out is None:
            raise UsageError("corrected results need a place; name a folder with --out")
        found = {one.document_id: one for path in manifests for one in load_manifests(path)}
        return FolderStore(out), found.get
    if out is not None:
        raise UsageError("--out goes with files of manifests; name some, or leave it out")
    if results is None:
        raise UsageError("name where the results are with --results, or files with manifests")
    store = open_store(results)
    return store, partial(find_manifest, store)


def _refuse(told: "AppliedCorrections") -> None:
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
    results: Annotated[
        str, typer.Option(metavar="PLACE", envvar="SMARTCAT_RESULTS", help=_PLACE)
    ] = "results",
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
    from smartcat.store import open_store

    if out is not None:
        options.check_output_file(out)
    stored = list(_stored(open_store(results), run))
    if out is not None:
        _write(out, stored)
    if output_format is options.ReportFormat.JSON:
        typer.echo(corrections_json(stored))
        return
    show_stored(stored)
    if out is not None:
        typer.echo(f"Next: smartcat train --corrections {out} --results {results} --out NEW")


def _stored(store: "ObjectStore", run: str | None) -> "Iterator[StoredCorrection]":
    from smartcat.corrections import find_correction
    from smartcat.runs.at_once import at_once

    for _, stored in at_once(partial(find_correction, store), _documents(store, run)):
        if stored is not None:
            yield stored


def _documents(store: "ObjectStore", run: str | None) -> Iterator[str]:
    """Ids of documents: of a run, or all."""
    from smartcat.store.layout import documents_prefix

    if run is None:
        yield from sorted(store.names(documents_prefix()))
        return
    from smartcat.cli.batch.options import find_run
    from smartcat.runs.documents import load_documents

    for document in load_documents(store, find_run(store, run)):
        yield document.document_id


def _write(path: Path, stored: "list[StoredCorrection]") -> None:
    from smartcat.corrections import correction_line

    lines = "".join(correction_line(one.correction) for one in stored)
    path.write_text(lines, encoding="utf-8")
