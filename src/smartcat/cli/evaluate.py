"""`smartcat evaluate`: how good is a model on labelled pages and page streams."""

from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.api.files import check_output_file
from smartcat.api.options import OcrChoice
from smartcat.cli import options
from smartcat.cli.datasets import read_labelled

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat evaluate held-out/ --model model.smartcat

smartcat evaluate held-out/ --model model.smartcat --report report.html --format json

smartcat evaluate packets/ --model model.smartcat --by scenario
"""


@app.command(epilog=EXAMPLES)
def evaluate(
    dataset: options.DatasetPath,
    model: options.Model = None,
    model_sha256: options.ModelSha256 = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    report: Annotated[
        Path | None, typer.Option(help="Also write a page with pictures to this HTML file.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Repeat the main figures for each value of this column of labels.csv.",
        ),
    ] = None,
    ocr_cache: options.OcrCache = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Measure a model on labelled pages and page streams that it has not learned from."""
    bundle = smartcat.load_model(model, model_sha256)
    if report is not None:
        check_output_file(report)
    read = options.read_options(ocr, languages, dpi)
    labelled = read_labelled(dataset, read, jobs, ocr_cache, column=by)
    evaluation = smartcat.evaluate(
        labelled, bundle, by=by, report=report, report_title=str(dataset)
    )
    if report is not None:
        typer.echo(f"Report: {report}", err=True)
    if output_format is options.ReportFormat.JSON:
        typer.echo(evaluation.model_dump_json(indent=2))
    else:
        from smartcat.cli.evaluation_tables import show_evaluation

        show_evaluation(evaluation)
