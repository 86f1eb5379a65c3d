"""`smartcat classify`: documents in, manifests out."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.api.options import ALL_PAGES, OcrChoice, ReadLimits
from smartcat.cli import options
from smartcat.cli.complaints import complain, name_of_document
from smartcat.cli.output import ManifestWriter, OutputFormat, writer_for
from smartcat.cli.progress import ClassifyingBar
from smartcat.errors import ReviewRequiredError, SomeDocumentsFailedError
from smartcat.loading import loading
from smartcat.models import DocumentManifest

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat classify scan.pdf

smartcat classify inbox/ --out results --format jsonl > results.jsonl
"""


_STARTER = (
    "Model: the starter, which knows made-up home-loan paperwork only. For real work, train your "
    "own: smartcat train --help"
)


@app.command(epilog=EXAMPLES)
def classify(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Documents, or folders of documents.", readable=False),
    ],
    model: options.Model = None,
    model_sha256: options.ModelSha256 = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How results are shown on stdout.")
    ] = OutputFormat.TABLE,
    out: Annotated[
        Path | None, typer.Option(help="Also write manifests to this results folder.")
    ] = None,
    split: options.Split = "auto",
    split_key: options.SplitKey = None,
    separator_value: options.SeparatorValue = None,
    blank_separators: options.BlankSeparators = None,
    keep_separators: options.KeepSeparators = False,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
    reading: options.Reading = options.DEFAULT_READING,
    pages: options.Pages = ALL_PAGES,
    page_timeout: options.PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
    max_pages: Annotated[
        int, typer.Option(min=1, help="Documents with more pages are refused.")
    ] = ReadLimits().max_pages,
    fail_on_review: Annotated[
        bool, typer.Option("--fail-on-review", help="Exit with 61 if a person must look.")
    ] = False,
) -> None:
    """Say what every page is, where each document begins and ends, and how sure that is."""
    writer, bar = writer_for(output_format), ClassifyingBar()
    with loading():
        splitting = options.split_options(
            split, split_key, separator_value, blank_separators, keep_separators
        )
        manifests = smartcat.classify(
            paths,
            model=smartcat.load_model(model, model_sha256),
            split=splitting,
            read=options.read_options(ocr, languages, dpi, pages, reading),
            limits=ReadLimits(page_cpu_s=page_timeout, max_pages=max_pages),
            jobs=jobs,
            progress=bar.page_done,
        )
    try:
        with manifests, bar.shown(manifests.documents, is_shown=not _streams(output_format)):
            outcomes = _show(_complained(manifests, paths), writer, out, bar)
    finally:  # what was done is shown, whatever ended the rest
        writer.finish()
    if model is None and output_format is OutputFormat.TABLE:
        typer.echo(_STARTER)
    _fail_on(outcomes, fail_on_review=fail_on_review)


def _streams(output_format: OutputFormat) -> bool:
    """Whether results appear where a bar would be drawn: tables are shown at the end."""
    return output_format is not OutputFormat.TABLE and sys.stdout.isatty()


def _show(
    manifests: Iterable[DocumentManifest],
    writer: ManifestWriter,
    out: Path | None,
    bar: ClassifyingBar,
) -> list[DocumentManifest]:
    """Show and store manifests as they come; return them without their pages."""
    outcomes = []
    for manifest in manifests:
        stored_at = smartcat.store_manifest(manifest, out) if out else None
        writer.add(manifest, stored_at)
        outcomes.append(manifest.model_copy(update={"pages": (), "segments": ()}))
        bar.document_done()
    return outcomes


def _complained(manifests: smartcat.Manifests, paths: list[Path]) -> Iterator[DocumentManifest]:
    """Hand manifests on, and say on stderr what failed."""
    typed = set(map(str, paths))
    for number, manifest in enumerate(manifests, start=1):
        yield manifest
        if manifest.failure:
            name, position = manifest.execution.path, f"document {number} of {manifests.documents}"
            called = name_of_document(name, position, was_typed=name in typed)
            complain(f"{called}: {manifest.failure.message}")


def _fail_on(outcomes: list[DocumentManifest], *, fail_on_review: bool) -> None:
    """Raise what the command is to end with; one document that failed speaks for itself."""
    failures = [manifest.failure for manifest in outcomes if manifest.failure]
    if failures and len(outcomes) == 1:
        raise typer.Exit(failures[0].exit_code)
    if failures:
        raise SomeDocumentsFailedError(f"{len(failures)} of {len(outcomes)} documents failed")
    doubtful = sum(manifest.needs_review for manifest in outcomes)
    if fail_on_review and doubtful:
        raise ReviewRequiredError(f"{doubtful} of {len(outcomes)} documents need review")
