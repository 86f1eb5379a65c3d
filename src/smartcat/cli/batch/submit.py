"""`smartcat-batch submit`: plan a run, start it, see it through or leave it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.cli import options
from smartcat.cli.batch.follow import follow
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    CoefficientsFile,
    Results,
    Workers,
    load_coefficients,
    open_backend,
    wait_command,
)
from smartcat.cli.batch.tables import show_plan
from smartcat.cli.progress import Update, progress_bar
from smartcat.errors import UsageError
from smartcat.locations import printable
from smartcat.models import DocumentRef, SourceDocument
from smartcat.read import OcrChoice, ReadLimits, resolve_choice
from smartcat.sources import find_sources
from smartcat.store import FolderStore

if TYPE_CHECKING:
    from smartcat.runs.submitting import Plan, PlanSummary, Terms

EXAMPLES = """
Examples:

smartcat-batch submit inbox/

smartcat-batch submit inbox/ --pattern '*.pdf' --dry-run

smartcat-batch submit inbox/ --max-cost 5

smartcat-batch submit inbox/ --results /data/results --detach
"""


def submit(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Documents, folders of documents, or a CSV or JSONL list with a column path.",
        ),
    ],
    results: Results = DEFAULT_RESULTS,
    pattern: Annotated[
        str | None, typer.Option(metavar="GLOB", help="Only documents whose name matches.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many documents, the first ones.")
    ] = None,
    wait: Annotated[
        bool,
        typer.Option("--wait/--detach", help="Stay until the run is over, or leave it running."),
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    max_cost: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="USD", help="Refuse to start what may cost more, all of it on demand."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Process documents anew that have a result.")
    ] = False,
    workers: Workers = None,
    coefficients: CoefficientsFile = None,
    model: options.Model = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    split: options.Split = "auto",
    split_key: options.SplitKey = None,
    separator_value: options.SeparatorValue = None,
    blank_separators: options.BlankSeparators = None,
    keep_separators: options.KeepSeparators = False,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
    page_timeout: options.PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
    max_pages: Annotated[
        int, typer.Option(min=1, help="Documents with more pages are refused.")
    ] = ReadLimits().max_pages,
) -> None:
    """Sort many documents; what has a result is not done again."""
    from smartcat.bundle import starter_bundle_path
    from smartcat.pipeline import settings_of
    from smartcat.runs.costs import check_budget
    from smartcat.runs.submitting import Terms, summary_of, write_plan
    from smartcat.sorting import Sorter

    splitting = options.split_options(
        split, split_key, separator_value, blank_separators, keep_separators
    )
    read = options.read_options(ocr, languages, dpi, splitting)
    read = read.model_copy(update={"ocr": resolve_choice(read.ocr)})
    sorter = Sorter(options.load_model(model), splitting)
    terms = Terms(
        model=model or starter_bundle_path(),
        identity=sorter.identity,
        read=read,
        limits=ReadLimits(page_cpu_s=page_timeout, max_pages=max_pages),
        split=splitting,
        settings=settings_of(read, sorter),
        is_forced=force,
        coefficients=load_coefficients(coefficients),
    )
    backend = open_backend(results, workers)
    plan = _plan(sources, pattern, limit, terms, results, backend.workers)
    if dry_run or max_cost is not None:
        summary = summary_of(plan, backend.workers, backend.container)
        if dry_run:
            _show_plan(summary, output_format)
        check_budget(summary.cost, max_cost)
    if dry_run:
        return
    run = write_plan(backend.store, plan, terms, backend.workers)
    backend.start(run.run_id)
    if not wait:
        typer.echo(f"Run {run.run_id} is at work. Follow it: {wait_command(run.run_id, results)}")
        return
    typer.echo(f"Run {run.run_id}", err=True)
    follow(backend, run.run_id, results, output_format)


def _plan(
    sources: list[str],
    pattern: str | None,
    limit: int | None,
    terms: "Terms",
    results: Path,
    workers: int,
) -> "Plan":
    from smartcat.runs.submitting import plan_documents

    documents = [_local(one) for one in find_sources(sources, pattern, limit)]
    with (
        options.open_reader(terms.read, terms.limits, workers) as reader,
        progress_bar("Planning") as update,
    ):
        return plan_documents(_counted(documents, update), FolderStore(results), reader, terms)


def _local(document: SourceDocument) -> DocumentRef:
    if document.path is None:
        raise UsageError(
            f"{printable(document.location)} lies in a bucket; runs on this machine take files"
        )
    return DocumentRef(key=document.key, path=document.path)


def _counted(documents: list[DocumentRef], update: Update) -> Iterator[DocumentRef]:
    for done, document in enumerate(documents, start=1):
        yield document
        update(done, len(documents))


def _show_plan(summary: "PlanSummary", output_format: options.ReportFormat) -> None:
    if output_format is options.ReportFormat.JSON:
        typer.echo(summary.model_dump_json(indent=2))
    else:
        show_plan(summary)
