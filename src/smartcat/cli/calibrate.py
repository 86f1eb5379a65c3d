"""`smartcat calibrate`: how long documents take on the machines that read them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import smartcat
from smartcat.api.options import OcrChoice
from smartcat.cli import options
from smartcat.cli.batch.options import DEFAULT_RESULTS, Results
from smartcat.cli.progress import progress_bar

if TYPE_CHECKING:
    from smartcat import Calibration

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat calibrate inbox/ --out coefficients.json

smartcat calibrate --run last --out coefficients.json --machine "Fargate, 1 vCPU, x86-64"

smartcat-batch submit inbox/ --dry-run --coefficients coefficients.json
"""


@app.command(epilog=EXAMPLES)
def calibrate(
    out: Annotated[Path, typer.Option(help="The file of coefficients to write.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Documents, or folders of documents, which are read to measure them.",
            show_default=False,
        ),
    ] = None,
    runs: Annotated[
        list[str] | None,
        typer.Option(
            "--run",
            metavar="RUN",
            help="Instead of documents: a run that measured them; or: last. May be repeated.",
            show_default=False,
        ),
    ] = None,
    results: Results = DEFAULT_RESULTS,
    limit: Annotated[
        int, typer.Option(min=1, help="So many documents at most, evenly spaced.")
    ] = 300,
    machine: Annotated[
        str | None,
        typer.Option(help="What was measured, in general words.", show_default="this machine"),
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Measure what documents take on your machines, so that runs are foretold better."""
    with progress_bar("Documents") as update:
        calibration = smartcat.calibrate(
            paths or [],
            out=out,
            runs=runs or [],
            results=results,
            limit=limit,
            machine=machine,
            read=options.read_options(ocr, languages, dpi),
            jobs=jobs,
            progress=update,
        )
    if output_format is options.ReportFormat.JSON:
        typer.echo(calibration.model_dump_json(indent=2))
        return
    _tell(calibration, out)


def _tell(calibration: "Calibration", out: Path) -> None:
    found = calibration.coefficients
    left_out = f", {calibration.left_out} left out" if calibration.left_out else ""
    typer.echo(f"{out}: from {found.documents} documents of {found.pages} pages{left_out}")
    typer.echo(
        f"On documents that were not in the fit, half of the predictions miss by less than "
        f"{calibration.median_relative_error:.0%}; with the coefficients that come with SmartCat, "
        f"by less than {calibration.median_relative_error_before:.0%}."
    )
    if calibration.kept:
        typer.echo(f"No document tells {', '.join(calibration.kept)}: kept as they were.")
    typer.echo(f"Next: smartcat-batch submit inbox/ --dry-run --coefficients {out}")
