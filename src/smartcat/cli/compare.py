"""`smartcat compare`: is a new model better than an old one."""

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

smartcat compare old.smartcat new.smartcat held-out/

smartcat compare old.smartcat new.smartcat held-out/ --report compare.html --format json
"""


@app.command(epilog=EXAMPLES)
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The bundle that is in use.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The bundle that may replace it.")],
    dataset: options.DatasetPath,
    output_format: options.Format = options.ReportFormat.TABLE,
    report: Annotated[
        Path | None, typer.Option(help="Also write the comparison to this HTML file.")
    ] = None,
    ocr_cache: options.OcrCache = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Compare two models on labelled pages that neither has learned from.

    Both see the same pages. Intervals and the test take into account that the pages of a document
    are right or wrong together.
    """
    bundles = smartcat.load_model(old), smartcat.load_model(new)
    if report is not None:
        check_output_file(report)
    labelled = read_labelled(dataset, options.read_options(ocr, languages, dpi), jobs, ocr_cache)
    comparison = smartcat.compare(
        *bundles, dataset=labelled, report=report, report_title=str(dataset)
    )
    if report is not None:
        typer.echo(f"Report: {report}", err=True)
    if output_format is options.ReportFormat.JSON:
        typer.echo(comparison.model_dump_json(indent=2))
        return
    from smartcat.cli.comparison_tables import show_comparison

    show_comparison(comparison)
