"""`smartcat classify`: documents in, manifests out."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from smartcat.cli import options
from smartcat.cli.documents import find_documents
from smartcat.cli.output import ManifestWriter, OutputFormat, writer_for
from smartcat.cli.progress import ClassifyingBar, classifying_bar
from smartcat.errors import ExitCode
from smartcat.manifest import store_manifest
from smartcat.models import DocumentManifest
from smartcat.read import OcrChoice

EXAMPLES = """
Examples:

smartcat classify scan.pdf

smartcat classify inbox/ --out results --format jsonl > results.jsonl
"""


def classify(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Documents, or folders of documents.")
    ],
    model: options.Model = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How results are shown on stdout.")
    ] = OutputFormat.TABLE,
    out: Annotated[
        Path | None, typer.Option(help="Also write manifests to this results folder.")
    ] = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
    page_timeout: options.PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
    fail_on_review: Annotated[
        bool, typer.Option("--fail-on-review", help="Exit with 61 if a person must look.")
    ] = False,
) -> None:
    """Say what every page is, where each document begins and ends, and how sure that is."""
    from smartcat.classify import Classifier
    from smartcat.pipeline import Pipeline

    documents = find_documents(paths)
    read_options = options.read_options(ocr, languages, dpi)
    writer = writer_for(output_format)
    classifier = Classifier(options.load_model(model))
    with (
        options.open_reader(read_options, jobs, page_timeout) as reader,
        classifying_bar(len(documents), is_shown=not _streams_to_terminal(output_format)) as bar,
    ):
        manifests = Pipeline(reader, read_options, classifier, bar.page_done).run(documents)
        outcomes = _show(manifests, writer, out, bar)
    writer.finish()
    raise typer.Exit(_exit_code(outcomes, fail_on_review=fail_on_review))


def _streams_to_terminal(output_format: OutputFormat) -> bool:
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
        stored_at = store_manifest(out, manifest) if out else None
        writer.add(manifest, stored_at)
        if manifest.failure:
            path, message = manifest.execution.path, manifest.failure.message
            typer.echo(f"smartcat: {path}: {message}", err=True)
        outcomes.append(manifest.model_copy(update={"pages": (), "segments": ()}))
        bar.document_done()
    return outcomes


def _exit_code(outcomes: list[DocumentManifest], *, fail_on_review: bool) -> int:
    failures = [manifest.failure for manifest in outcomes if manifest.failure]
    if failures:
        return failures[0].exit_code if len(outcomes) == 1 else ExitCode.SOME_DOCUMENTS_FAILED
    if fail_on_review and any(manifest.needs_review for manifest in outcomes):
        return ExitCode.REVIEW_REQUIRED
    return ExitCode.OK
