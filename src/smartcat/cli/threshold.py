"""`smartcat threshold`: from which confidence results stand without review."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import smartcat
from smartcat.api.options import OcrChoice
from smartcat.api.thresholds import check_thresholds, subject_of
from smartcat.cli import options
from smartcat.cli.datasets import read_labelled
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat import RiskCurve, ThresholdChoice

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat threshold held-out/ --model model.smartcat

smartcat threshold held-out/ --model model.smartcat --target 0.02 --out stricter.smartcat

smartcat threshold packets/ --model model.smartcat --of boundaries --report curve.html
"""


@app.command(epilog=EXAMPLES)
def threshold(
    dataset: options.DatasetPath,
    model: options.Model = None,
    model_sha256: options.ModelSha256 = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="CLASSES|BOUNDARIES",
            help="Which threshold.",
            show_default="classes, if the model has any",
        ),
    ] = None,
    target: Annotated[
        float | None,
        typer.Option(
            min=0.0001,
            max=0.5,
            help="Largest share of wrong results among the accepted, as in 0.02.",
        ),
    ] = None,
    level: Annotated[
        float, typer.Option(min=0.5, max=0.999, help="How certain the intervals shall be.")
    ] = 0.95,
    out: Annotated[
        Path | None, typer.Option(help="Write a bundle with the threshold for --target here.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Also write a page with the curve to this HTML file.")
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    ocr_cache: options.OcrCache = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Show how many results stand at each confidence and how many of these are wrong; choose one.

    The pages must be labelled, and the model must not have learned from them.
    """
    if out is not None and target is None:
        raise UsageError("--out writes the threshold for a --target; name one, as in --target 0.02")
    check_thresholds(out, report)
    bundle = smartcat.load_model(model, model_sha256)
    subject = subject_of(of, bundle)
    labelled = read_labelled(dataset, options.read_options(ocr, languages, dpi), jobs, ocr_cache)
    title, choice = str(dataset), None
    if target is None:
        curve = smartcat.measure_risk(
            labelled, bundle, of=subject, level=level, report=report, report_title=title
        )
    else:
        choice = smartcat.choose_threshold(
            labelled,
            bundle,
            target=target,
            out=out,
            of=subject,
            level=level,
            report=report,
            report_title=title,
        )
        curve = choice.curve
    if report is not None:
        typer.echo(f"Report: {report}", err=True)
    if output_format is options.ReportFormat.JSON:
        typer.echo((choice or curve).model_dump_json(indent=2))
        return
    _show(curve, choice)
    if out is not None:
        typer.echo(f"\nNext: smartcat classify scan.pdf --model {out}")


def _show(curve: "RiskCurve", choice: "ThresholdChoice | None") -> None:
    from smartcat.cli.figure_table import figure_console, figure_table, share

    title = f"{curve.decisions} decisions on {curve.subject}, of {curve.documents} documents"
    table = figure_table(
        title,
        "threshold",
        "accepted",
        "share",
        "wrong",
        "of the accepted",
        f"{curve.level:.0%} interval",
    )
    for point in curve.points:
        low, high = point.interval
        mark = " ◄" if choice and point == choice.point else ""
        table.add_row(
            f"{point.threshold}{mark}",
            str(point.accepted),
            share(point.coverage),
            str(point.wrong),
            share(point.risk),
            f"{low:.1%} to {high:.1%}",
        )
    figure_console().print(table)
    if choice:
        typer.echo(
            f"\nFor at most {choice.target_error:.1%} wrong among the accepted: threshold "
            f"{choice.point.threshold} accepts {choice.point.coverage:.1%}.\n"
            f"{_sentence(choice.reason)}"
        )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
