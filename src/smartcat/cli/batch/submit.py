"""`smartcat-batch submit`: plan a run, start it, see it through or leave it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.api.options import opened_reader, reading_for
from smartcat.backends import Backend
from smartcat.cli import options
from smartcat.cli.batch.follow import follow
from smartcat.cli.batch.model import model_of
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    CoefficientsFile,
    JobDefinition,
    JobQueue,
    Results,
    ShardSeconds,
    Workers,
    load_coefficients,
    open_backend,
    wait_command,
)
from smartcat.cli.batch.tables import show_plan
from smartcat.cli.progress import stepping_bar
from smartcat.errors import UsageError
from smartcat.locations import is_s3
from smartcat.models import SourceDocument
from smartcat.read import ALL_PAGES, OcrChoice, ReadLimits, resolve_choice
from smartcat.sources import find_sources

if TYPE_CHECKING:
    from smartcat.runs.submitting import PlanSummary

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat-batch submit inbox/

smartcat-batch submit inbox/ --pattern '*.pdf' --dry-run

smartcat-batch submit inbox/ --max-cost 5

smartcat-batch submit inbox/ --results /data/results --detach

smartcat-batch submit s3://scans/2026/ --results s3://results --max-pages 5000
"""

RunModel = Annotated[
    Path | None,
    typer.Option(
        "--model",
        envvar="SMARTCAT_MODEL",
        help="The model bundle that decides.",
        show_default="the one in force: smartcat model list; or else the starter",
    ),
]


class BackendName(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    AWS = "aws"


@app.command(epilog=EXAMPLES)
def submit(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Documents, folders, s3://bucket/prefix, or CSV or JSONL lists of them.",
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
    backend_name: Annotated[
        BackendName | None,
        typer.Option(
            "--backend",
            help="Where the work is done.",
            show_default="aws if results go to a bucket",
        ),
    ] = None,
    job_queue: JobQueue = None,
    job_definition: JobDefinition = None,
    workers: Workers = None,
    shard_seconds: ShardSeconds = None,
    coefficients: CoefficientsFile = None,
    model: RunModel = None,
    model_sha256: options.ModelSha256 = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    split: options.Split = "auto",
    split_key: options.SplitKey = None,
    separator_value: options.SeparatorValue = None,
    blank_separators: options.BlankSeparators = None,
    keep_separators: options.KeepSeparators = False,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
    reading: options.Reading = options.DEFAULT_READING,
    pages: options.Pages = ALL_PAGES,
    page_timeout: options.PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
    max_pages: Annotated[
        int, typer.Option(min=1, help="Documents with more pages are refused.")
    ] = ReadLimits().max_pages,
) -> None:
    """Sort many documents; what has a result is not done again."""
    from smartcat.pipeline import settings_of
    from smartcat.plan.predictor import Predictor
    from smartcat.runs.conclusion import conclude_run
    from smartcat.runs.costs import check_budget
    from smartcat.runs.planning import Plan
    from smartcat.runs.submitting import summary_of, write_plan
    from smartcat.runs.terms import Terms
    from smartcat.sorting import Sorter

    splitting = options.split_options(
        split, split_key, separator_value, blank_separators, keep_separators
    )
    backend = _backend(backend_name, results, workers, job_queue, job_definition)
    engine = _engine(ocr, results)
    read = reading_for(splitting, options.read_options(engine, languages, dpi, pages, reading))
    with model_of(backend.store, model, model_sha256) as (path, bundle), Plan() as plan:
        sorter = Sorter(bundle, splitting)
        terms = Terms(
            model=path,
            identity=sorter.identity,
            read=read,
            limits=ReadLimits(page_cpu_s=page_timeout, max_pages=max_pages),
            split=splitting,
            settings=settings_of(read, sorter),
            is_forced=force,
            coefficients=load_coefficients(coefficients),
        )
        predictor, capacity = Predictor(read, terms.coefficients), backend.capacity
        if shard_seconds is not None:
            capacity = replace(capacity, bounds_s=(shard_seconds, shard_seconds))
        with stepping_bar() as tell, opened_reader(read, terms.limits) as reader:
            found = find_sources(sources, pattern, limit)
            plan.find(_readable(found, results), backend.store, terms, tell)
            plan.foresee(reader, predictor, capacity, tell)
        summary = summary_of(plan, read, capacity, predictor.start_s)
        if dry_run:
            _show_plan(summary, output_format)
        check_budget(summary.cost, max_cost)
        if dry_run:
            return
        run = write_plan(backend.store, plan, terms, capacity)
        conclude_run(backend.store, run)  # if there is nothing to do
    backend.start(run.run_id)
    if not wait:
        typer.echo(f"Run {run.run_id} is at work. Follow it: {wait_command(run.run_id, results)}")
        return
    typer.echo(f"Run {run.run_id}", err=True)
    follow(backend, run.run_id, results, output_format)


def _backend(
    name: BackendName | None,
    results: str,
    workers: int | None,
    job_queue: str | None,
    job_definition: str | None,
) -> Backend:
    if name is not None and (name is BackendName.AWS) != is_s3(results):
        place = "s3://bucket/prefix" if name is BackendName.AWS else "a folder"
        raise UsageError(f"--backend {name} needs {place} for results; name it with --results")
    return open_backend(results, workers, job_queue, job_definition)


def _engine(ocr: OcrChoice, results: str) -> OcrChoice:
    """Choose the OCR engine once for all workers: that of this machine, or of the container."""
    if ocr is OcrChoice.AUTO and is_s3(results):
        return OcrChoice.TESSEROCR
    return resolve_choice(ocr)


def _readable(documents: Iterable[SourceDocument], results: str) -> Iterator[SourceDocument]:
    """Refuse documents of this machine where containers would have to read them."""
    for document in documents:
        if document.path is not None and is_s3(results):
            raise UsageError(
                "AWS Batch cannot read documents of this machine; upload them, for example with "
                "aws s3 cp --recursive, and name s3://bucket/prefix"
            )
        yield document


def _show_plan(summary: "PlanSummary", output_format: options.ReportFormat) -> None:
    if output_format is options.ReportFormat.JSON:
        typer.echo(summary.model_dump_json(indent=2))
    else:
        show_plan(summary)
