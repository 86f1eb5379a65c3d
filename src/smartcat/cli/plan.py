"""`smartcat plan`: where documents would be processed at AWS, and why there."""

from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.api.options import ALL_PAGES, OcrChoice
from smartcat.api.planning import Container, FunctionShape
from smartcat.cli import options, shapes
from smartcat.cli.batch.options import CoefficientsFile
from smartcat.cli.complaints import complain, name_of_document
from smartcat.cli.plan_explained import explain
from smartcat.cli.plan_tables import show_routes
from smartcat.cli.progress import progress_bar
from smartcat.errors import SomeDocumentsFailedError
from smartcat.locations import is_s3

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat plan scan.pdf --explain

smartcat plan inbox/ --format json

smartcat plan s3://scans/2026/ --lambda-memory 3008 --lambda-timeout 900
"""


@app.command(epilog=EXAMPLES)
def plan(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Documents, folders, s3://bucket/prefix, or CSV or JSONL lists of them.",
        ),
    ],
    explained: Annotated[
        bool,
        typer.Option("--explain", help="Say why, with the figures of both routes side by side."),
    ] = False,
    output_format: options.Format = options.ReportFormat.TABLE,
    lambda_memory: shapes.LambdaMemory = shapes.FUNCTION.memory_mib,
    lambda_timeout: shapes.LambdaTimeout = int(shapes.FUNCTION.timeout_s),
    lambda_architecture: shapes.LambdaArchitecture = shapes.FUNCTION.processor,
    max_inline_bytes: shapes.MaxInlineBytes = shapes.FUNCTION.max_bytes,
    worker_vcpus: shapes.WorkerVcpus = shapes.CONTAINER.vcpus,
    worker_memory: shapes.WorkerMemory = shapes.CONTAINER.memory_mib,
    coefficients: CoefficientsFile = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
    reading: options.Reading = options.DEFAULT_READING,
    pages: options.Pages = ALL_PAGES,
) -> None:
    """Say where documents would be processed at AWS, inline or on Batch, and what that costs.

    A few pages of each are looked at, nothing is processed. The function that hears of new
    documents decides in the same way.
    """
    with progress_bar("Looking at documents") as update:
        planned = smartcat.plan(
            sources,
            function=FunctionShape(
                memory_mib=lambda_memory,
                timeout_s=lambda_timeout,
                processor=lambda_architecture,
                max_bytes=max_inline_bytes,
            ),
            container=Container(vcpus=worker_vcpus, memory_mib=worker_memory),
            coefficients=coefficients,
            read=options.read_options(ocr, languages, dpi, pages, reading),
            jobs=jobs,
            progress=update,
        )
    if output_format is options.ReportFormat.JSON:
        typer.echo(planned.model_dump_json(indent=2))
    elif explained:
        explain(planned)
    else:
        show_routes(planned)
    _fail_on(planned, sources)


def _fail_on(planned: smartcat.RoutePlan, sources: list[str]) -> None:
    """Raise what the command is to end with; one document that failed speaks for itself."""
    failed = [document for document in planned.documents if document.failure]
    typed = {name if is_s3(name) else str(Path(name).absolute()) for name in sources}
    for number, document in enumerate(planned.documents, start=1):
        if document.failure:
            position = f"document {number} of {len(planned.documents)}"
            is_typed = document.place in typed
            called = name_of_document(document.place, position, was_typed=is_typed)
            complain(f"{called}: {document.failure.message}")
    if failed and len(planned.documents) == 1 and failed[0].failure:
        raise typer.Exit(failed[0].failure.exit_code)
    if failed:
        raise SomeDocumentsFailedError(
            f"{len(failed)} of {len(planned.documents)} documents cannot be opened"
        )
