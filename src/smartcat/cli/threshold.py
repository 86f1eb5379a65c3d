"""`smartcat threshold`: from which confidence results stand without review."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.cli import options
from smartcat.cli.datasets import read_labelled
from smartcat.errors import MissingProgramError, UsageError
from smartcat.read import OcrChoice

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.thresholds import RiskCurve, Subject, ThresholdChoice

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
    try:
        from smartcat.thresholds import (
            choose,
            decide,
            risk_curve,
            write_threshold_report,
            write_with_threshold,
        )
    except ModuleNotFoundError as error:
        raise MissingProgramError(
            f"thresholds need {error.name}; run: pip install 'smartcat[train]'"
        ) from error
    from smartcat.sorting import Sorter

    if out is not None and target is None:
        raise UsageError("--out writes the threshold for a --target; name one, as in --target 0.02")
    bundle = options.load_model(model, model_sha256)
    subject = _subject(of, bundle)
    for path in (out, report):
        if path is not None:
            options.check_output_file(path)
    read_options = options.read_options(ocr, languages, dpi)
    labelled = read_labelled(dataset, read_options, jobs, ocr_cache)
    curve = risk_curve(decide(labelled, Sorter(bundle), bundle, subject), level)
    choice = choose(curve, target) if target is not None else None
    if report is not None:
        write_threshold_report(curve, choice, report, dataset=str(dataset), model_name=bundle.name)
        typer.echo(f"Report: {report}", err=True)
    written = write_with_threshold(bundle, choice, out) if out is not None and choice else None
    if output_format is options.ReportFormat.JSON:
        typer.echo((choice or curve).model_dump_json(indent=2))
        return
    _show(curve, choice)
    if written is not None:
        typer.echo(f"\nNext: smartcat classify scan.pdf --model {out}")


def _subject(of: str | None, bundle: "ModelBundle") -> "Subject":
    from smartcat.thresholds import Subject

    parts = bundle.metadata
    there = [
        name
        for name, part in ((Subject.CLASSES, parts.classes), (Subject.BOUNDARIES, parts.boundaries))
        if part is not None
    ]
    if of is None:
        return there[0]
    if of not in list(Subject):
        raise UsageError(f"--of knows no '{of}'; choose from {', '.join(Subject)}")
    if of not in there:
        raise UsageError(f"the model {bundle.name} has no {of}; it has {', '.join(there)}")
    return Subject(of)


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
