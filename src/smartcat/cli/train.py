"""`smartcat train`: labelled pages in, a model bundle out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import smartcat
from smartcat.api.options import OcrChoice
from smartcat.api.training import check_training
from smartcat.cli import options
from smartcat.cli.datasets import Corrections, read_labelled, warn
from smartcat.cli.progress import progress_bar

if TYPE_CHECKING:
    from smartcat.api.figures import BoundariesMetadata, ClassesMetadata

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat train dataset/ --out model.smartcat

smartcat train dataset/labels.csv --out model.smartcat --ocr-cache .pages

smartcat train dataset/ --corrections corrections.jsonl --documents inbox/ --out better.smartcat

smartcat train --corrections corrections.jsonl --results s3://results --out better.smartcat
"""


@app.command(epilog=EXAMPLES)
def train(
    *,
    dataset: Annotated[
        Path | None,
        typer.Argument(
            metavar="DATASET", help="A folder with a folder per class, or with a labels.csv."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="The model bundle to write.")],
    corrections: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Also learn what people checked: corrections show --out."
        ),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="With --corrections: where the documents are."),
    ] = None,
    results: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            envvar="SMARTCAT_RESULTS",
            help="With --corrections: results, which tell where the documents were.",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What to call the model.", show_default="the file's name")
    ] = None,
    description: Annotated[str, typer.Option(help="What people should know of the model.")] = "",
    ocr_cache: options.OcrCache = None,
    ignore_page_size: Annotated[
        bool,
        typer.Option(
            "--ignore-page-size",
            help="Do not tell documents apart by the size of their pages: for stacks of one "
            "scanner, learned from scans of many.",
        ),
    ] = False,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Learn from labelled pages; the bundle says how good it was on documents it had not seen."""
    check_training(out)
    labelled = read_labelled(
        dataset,
        options.read_options(ocr, languages, dpi),
        jobs,
        ocr_cache,
        corrections=Corrections(corrections, documents, results),
    )
    training = smartcat.TrainingOptions(
        name=name, description=description, page_size=not ignore_page_size
    )
    with progress_bar("Learning") as update:
        result = smartcat.train(labelled, out, options=training, progress=update)
    warn(result.warnings)
    metadata = result.bundle.metadata
    if learned := metadata.provenance.corrections:
        typer.echo(
            f"{out}: {learned.pages} pages of {learned.documents} documents as people have them"
        )
    if metadata.classes:
        typer.echo(_told_of_classes(out, metadata.classes))
    if metadata.boundaries:
        typer.echo(_told_of_boundaries(out, metadata.boundaries))
    typer.echo(f"Next: smartcat classify scan.pdf --model {out}")


def _told_of_classes(out: Path, classes: "ClassesMetadata") -> str:
    measured, threshold = classes.cross_validation, classes.threshold
    return (
        f"{out}: {len(classes.labels)} classes from {measured.pages} pages\n"
        f"On documents it had not seen: accuracy {measured.accuracy:.3f}, macro-F1 "
        f"{measured.macro_f1:.3f}, calibration error {measured.ece:.3f}.\n"
        f"Review threshold {threshold.value:.2f}: accepts {threshold.coverage:.0%} of the pages, "
        f"{threshold.accepted_error:.1%} of these wrong."
    )


def _told_of_boundaries(out: Path, boundaries: "BoundariesMetadata") -> str:
    measured, threshold = boundaries.cross_validation, boundaries.threshold
    return (
        f"{out}: where {boundaries.documents} documents begin, from {measured.pairs} pairs of "
        f"neighbouring pages\n"
        f"On documents it had not seen: accuracy {measured.accuracy:.3f}, F1 {measured.f1:.3f}, "
        f"kappa {measured.kappa:.3f}, calibration error {measured.ece:.3f}.\n"
        f"Review threshold {threshold.value:.2f}: {threshold.coverage:.0%} of the decisions stand, "
        f"{threshold.accepted_error:.1%} of these wrong."
    )
