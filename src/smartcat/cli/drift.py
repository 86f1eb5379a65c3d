"""`smartcat drift`: whether pages still look like those that a model learned from."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import smartcat
from smartcat.cli import options
from smartcat.errors import DriftedError
from smartcat.locations import printable

if TYPE_CHECKING:
    from smartcat import Drift
    from smartcat.api.figures import DriftMeasure

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat drift last --model mine.smartcat

smartcat drift last --model mine.smartcat --reference 20261124-140912-7f3a

smartcat drift results/ --model mine.smartcat --report drift.html --fail-on-drift
"""


@app.command(epilog=EXAMPLES)
def drift(
    run: Annotated[
        str,
        typer.Argument(
            metavar="RUN",
            help="A run, as smartcat-batch list names it; or: last; or a folder or file of "
            "manifests.",
        ),
    ],
    model: options.Model = None,
    model_sha256: options.ModelSha256 = None,
    results: options.Results = options.DEFAULT_RESULTS,
    reference: Annotated[
        str | None,
        typer.Option(
            metavar="RUN",
            help="Compare with this earlier run, or manifests, of the same model.",
            show_default="what the model knows of its training",
        ),
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    report: Annotated[
        Path | None, typer.Option(help="Also write a page with pictures to this HTML file.")
    ] = None,
    fail_on_drift: Annotated[
        bool, typer.Option("--fail-on-drift", help="Exit with 62 if anything has drifted.")
    ] = False,
) -> None:
    """Say whether pages still look like those that the model learned from, or like earlier ones.

    Compared are classes, confidence, pages of unknown kinds, why pages have no class, words that
    are new to the model, and the confidence of the OCR. A change counts only if chance would
    hardly bring it: pages of one document count as few, and small runs are too few to tell.
    New words need the texts of pages, which runs keep and smartcat classify does not.
    """
    from smartcat.api.figures import drift_advice, drift_conclusion

    bundle = smartcat.load_model(model, model_sha256)
    found = smartcat.drift(run, bundle, results=results, reference=reference, report=report)
    told = drift_advice(found, is_training=reference is None)
    if report is not None:
        typer.echo(f"Report: {report}", err=True)
    if output_format is options.ReportFormat.JSON:
        typer.echo(found.model_dump_json(indent=2))
    else:
        _show(found)
        typer.echo("\n" + "\n".join([drift_conclusion(found), *([told] if told else [])]))
    if fail_on_drift and found.has_drifted:
        raise DriftedError(f"{drift_conclusion(found)} See docs/drift.md for what to do")


def _show(found: "Drift") -> None:
    from smartcat.api.figures import DRIFT_VERDICTS, drift_explanation
    from smartcat.cli.figure_table import figure_console, figure_table
    from smartcat.cli.table import count

    title = f"{count(found.documents, 'document')} compared with {printable(found.compared_with)}"
    table = figure_table(
        title, "measured", "changed most", "then", "now", "index", "by chance", "pages", "verdict"
    )
    table.columns[1].justify = table.columns[-1].justify = "left"
    for one in found.measures:
        why = drift_explanation(one)
        verdict = f"{DRIFT_VERDICTS[one.verdict]}: {why}" if why else DRIFT_VERDICTS[one.verdict]
        table.add_row(*_figures(one), verdict)
    figure_console().print(table)


def _figures(measure: "DriftMeasure") -> tuple[str, ...]:
    from smartcat.api.figures import DRIFT_TITLES, most_changed, odds
    from smartcat.cli.figure_table import share

    changed = most_changed(measure)
    return (
        DRIFT_TITLES[measure.subject],
        printable(changed.name) if changed else "-",
        share(changed.before if changed else None),
        share(changed.now if changed else None),
        "-" if measure.psi is None else f"{measure.psi:.2f}",
        "-" if measure.chance is None else odds(measure.chance),
        str(measure.pages or "-"),
    )
