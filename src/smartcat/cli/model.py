"""`smartcat model`: look at model bundles, and say which one is in force."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import smartcat
from smartcat.cli import options, promotion
from smartcat.cli.table import count
from smartcat.locations import printable

if TYPE_CHECKING:
    from smartcat import ModelBundle
    from smartcat.api.figures import (
        BoundariesMetadata,
        ClassesMetadata,
        LearnedCorrections,
        Threshold,
    )

app = typer.Typer(
    help="Look at model bundles, and put one in force.",
    epilog="Start with: smartcat model show MODEL.smartcat",
    no_args_is_help=True,
    add_completion=False,
)
app.command(epilog=promotion.PROMOTE_EXAMPLES)(promotion.promote)
app.command(epilog=promotion.ROLLBACK_EXAMPLES)(promotion.rollback)
app.command("list", epilog=promotion.LIST_EXAMPLE)(promotion.list_promotions)


@app.command(epilog="\nExample:\n\nsmartcat model show model.smartcat")
def show(
    model: Annotated[
        Path | None, typer.Argument(metavar="MODEL", help="A bundle.", show_default="the starter")
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Say what a bundle is: its classes, how good it was found, and what it was made from."""
    bundle = smartcat.load_model(model)
    if output_format is options.ReportFormat.JSON:
        typer.echo(bundle.metadata.model_dump_json(indent=2))
        return
    for name, value in _facts(bundle):
        typer.echo(f"{name:22}{printable(value)}")
    if classes := bundle.metadata.classes:
        typer.echo("\npages in training, by class")
        for label, pages in sorted(classes.pages_per_label.items()):
            typer.echo(f"  {pages:6}  {printable(label)}")


def _facts(bundle: "ModelBundle") -> list[tuple[str, str]]:
    metadata, provenance = bundle.metadata, bundle.metadata.provenance
    return [
        ("name", metadata.name),
        ("description", metadata.description or "-"),
        ("sha256", bundle.digest),
        ("made by", f"SmartCat {provenance.smartcat_version}"),
        ("features", f"version {metadata.features.version}, {metadata.features.n_buckets} buckets"),
        ("uses the layout", "yes" if metadata.features.layout else "no"),
        ("dataset sha256", provenance.dataset_sha256),
        *(_correction_facts(provenance.corrections) if provenance.corrections else ()),
        *(_class_facts(metadata.classes) if metadata.classes else ()),
        *(_boundary_facts(metadata.boundaries) if metadata.boundaries else ()),
    ]


def _correction_facts(corrections: "LearnedCorrections") -> list[tuple[str, str]]:
    people = "1 person" if corrections.people == 1 else f"{corrections.people} people"
    pages, documents = count(corrections.pages, "page"), count(corrections.documents, "document")
    told = f"{pages} of {documents}, by {people}, the latest of {corrections.latest:%Y-%m-%d}"
    return [
        ("corrections", told),
        ("corrections sha256", corrections.sha256),
    ]


def _boundary_facts(boundaries: "BoundariesMetadata") -> list[tuple[str, str]]:
    measured, threshold = boundaries.cross_validation, boundaries.threshold
    return [
        ("boundaries", f"learned from {boundaries.documents} documents"),
        ("uses the page size", "yes" if boundaries.page_size else "no"),
        ("boundary F1", f"{measured.f1:.3f} on {measured.pairs} pairs, {measured.folds} folds"),
        ("boundary kappa", f"{measured.kappa:.3f}"),
        ("boundary calibration", f"error {measured.ece:.3f}"),
        (
            "boundary threshold",
            (
                f"{threshold.value:.2f}: {threshold.coverage:.0%} of the decisions stand, "
                f"{threshold.accepted_error:.1%} of these wrong"
            ),
        ),
        *_evidence_facts(threshold),
    ]


def _evidence_facts(threshold: "Threshold") -> list[tuple[str, str]]:
    evidence = threshold.evidence
    if evidence is None:
        return []
    return [
        ("", f"measured on {evidence.documents} documents; {evidence.reason}"),
        ("", f"dataset sha256 {evidence.dataset_sha256}"),
    ]


def _class_facts(classes: "ClassesMetadata") -> list[tuple[str, str]]:
    measured, threshold = classes.cross_validation, classes.threshold
    return [
        ("accuracy", f"{measured.accuracy:.3f} on {measured.pages} pages, {measured.folds} folds"),
        ("macro-F1", f"{measured.macro_f1:.3f}"),
        ("calibration error", f"{measured.ece:.3f}"),
        (
            "review threshold",
            (
                f"{threshold.value:.2f}: accepts {threshold.coverage:.0%} of the pages, "
                f"{threshold.accepted_error:.1%} of these wrong"
            ),
        ),
        *_evidence_facts(threshold),
        (
            "unknown kinds",
            "told from the known ones" if classes.least_margin is not None else "not told",
        ),
    ]
