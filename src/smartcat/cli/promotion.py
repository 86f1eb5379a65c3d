"""`smartcat model promote`, `rollback` and `list`: which model is in force in a results store."""

from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.api.options import OcrChoice
from smartcat.api.promoting import model_location, who
from smartcat.cli import options
from smartcat.cli.datasets import read_labelled
from smartcat.locations import is_s3, printable

PROMOTE_EXAMPLES = """
Examples:

smartcat model promote new.smartcat --results results --test held-out/

smartcat model promote new.smartcat --results s3://results --test held-out/ --ocr-cache .pages
"""
ROLLBACK_EXAMPLES = """
Examples:

smartcat model rollback --results results --reason 'letters go astray'

smartcat model rollback 4b1573e98e00 --results s3://results
"""
LIST_EXAMPLE = "\nExample:\n\nsmartcat model list --results results"

By = Annotated[
    str | None,
    typer.Option(help="Who does it, for the record.", show_default="whoever is logged in"),
]


def promote(
    model: Annotated[Path, typer.Argument(metavar="NEW", help="The model bundle.")],
    test: Annotated[
        Path,
        typer.Option(metavar="DATASET", help="Labelled pages that nothing is ever learned from."),
    ],
    results: options.Results = options.DEFAULT_RESULTS,
    new_test_set: Annotated[
        bool,
        typer.Option("--new-test-set", help="Take another test set than for the last promotion."),
    ] = False,
    even_if_worse: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Put it in force although it is not better."),
    ] = None,
    by: By = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    ocr_cache: options.OcrCache = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Put a model in force if it is better than the one that is; submit takes the one in force.

    It is better if its accuracy on the test set is higher (or the same, and it accepts more), the
    95 % interval of the difference does not reach below one point less, and its errors without
    review and its boundaries are no worse.
    """
    from smartcat.cli.comparison_tables import show_comparison

    by = who(by)
    smartcat.load_model(model)  # what is missing is told before pages are read
    record = smartcat.promote(
        model,
        results,
        test=read_labelled(test, options.read_options(ocr, languages, dpi), jobs, ocr_cache),
        by=by,
        is_new_test=new_test_set,
        overruling=even_if_worse,
        told=show_comparison if output_format is options.ReportFormat.TABLE else None,
    )
    _show(record, results, output_format)


def rollback(
    digest: Annotated[
        str | None,
        typer.Argument(
            metavar="DIGEST",
            help="SHA-256 of a model that was in force, or how it begins.",
            show_default="the one before",
        ),
    ] = None,
    results: options.Results = options.DEFAULT_RESULTS,
    reason: Annotated[str | None, typer.Option(help="Why, for the record.")] = None,
    by: By = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Put a model in force again that was so before."""
    record = smartcat.roll_back(results, digest, by=by, reason=reason)
    _show(record, results, output_format)


def list_promotions(
    results: options.Results = options.DEFAULT_RESULTS,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """List which models were put in force, by whom and why; the last one is in force."""
    records = smartcat.promotions(results)
    if output_format is options.ReportFormat.JSON:
        for record in records:
            typer.echo(record.model_dump_json())
    elif records:
        from smartcat.cli.promotion_table import show_promotions

        show_promotions(records)
    else:
        typer.echo("No model was put in force: the starter decides, where none is named.")


def _show(record: smartcat.Promotion, results: str, output_format: options.ReportFormat) -> None:
    if output_format is options.ReportFormat.JSON:
        typer.echo(record.model_dump_json(indent=2))
        return
    model = record.model
    name, before = printable(model.name), printable(record.previous.name)
    typer.echo(f"In force: {name} ({model.sha256}), in place of {before}.")
    if is_s3(results):
        uri = model_location(results, record)
        typer.echo(
            "Functions go on with the model of their deployment. For this one, set in Terraform:\n"
            f'  model        = "{uri}"\n  model_sha256 = "{model.sha256}"'
        )
    place = "" if results == options.DEFAULT_RESULTS else f" --results {results}"
    typer.echo(f"Next: smartcat-batch submit inbox/{place}")
