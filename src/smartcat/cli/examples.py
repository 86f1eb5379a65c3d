"""`smartcat examples`: make labelled paperwork to try SmartCat on."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.cli import options
from smartcat.cli.progress import progress_bar
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.examples import Scenario

app = typer.Typer(
    help="Make up labelled paperwork to try SmartCat on.",
    epilog="Start with: smartcat examples make paperwork",
    no_args_is_help=True,
    add_completion=False,
)

Seed = Annotated[int, typer.Option(help="The same seed gives the same files.")]
Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help="Make packets of this hard case, such as duplex or upside-down; repeat for more.",
        show_default="a mix of all",
    ),
]


@app.command(
    epilog="""
Examples:

smartcat examples make paperwork

smartcat examples make unseen --seed 7 --held-out
"""
)
def make(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="An empty or new folder.")],
    seed: Seed = 0,
    documents_per_class: Annotated[
        int, typer.Option(min=0, help="Single documents of each class; half of them scans.")
    ] = 20,
    packets: Annotated[int, typer.Option(min=0, help="Files of many documents each.")] = 10,
    scenario: Scenarios = None,
    held_out: Annotated[
        bool,
        typer.Option(
            "--held-out", help="With issuers, names, phrases and layouts that training never sees."
        ),
    ] = False,
) -> None:
    """Make a dataset of German and English home-loan paperwork, with its labels.csv."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory} is not empty; name a new folder")

    from smartcat.examples import Wording, make_examples

    scenarios = _scenarios(scenario)
    with progress_bar("Making") as update:
        labels = make_examples(
            directory,
            seed=seed,
            documents_per_class=documents_per_class,
            packets=packets,
            wording=Wording.HELD_OUT if held_out else Wording.TRAINING,
            scenarios=scenarios,
            progress=update,
        )
    typer.echo(f"{labels}\nNext: smartcat train {directory} --out model.smartcat")


@app.command(epilog="\nExample:\n\nsmartcat examples packet packet.pdf --pages 40")
def packet(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The PDF to write.")],
    seed: Seed = 0,
    pages: Annotated[int, typer.Option(min=1, help="About how many pages.")] = 20,
    scenario: Scenarios = None,
) -> None:
    """Make one PDF of many documents that training never sees, and a CSV of what they are."""
    if path.suffix.lower() != ".pdf" or path.exists():
        raise UsageError(f"{path} is not the name of a new file that ends in .pdf")
    options.check_output_file(path)

    from smartcat.examples import PacketOptions, Wording, make_packet
    from smartcat.examples.labels import write_labels

    composition = PacketOptions(pages=pages, scan_share=0.5)
    if scenarios := _scenarios(scenario):
        composition = replace(composition, scenarios=scenarios)
    rows = make_packet(path, seed=seed, wording=Wording.HELD_OUT, options=composition)
    write_labels(path.with_suffix(".csv"), rows)
    typer.echo(f"{path}\nNext: smartcat classify {path}")


def _scenarios(names: list[str] | None) -> tuple["Scenario", ...]:
    from smartcat.examples import Scenario

    known = {scenario.value: scenario for scenario in Scenario}
    if unknown := [name for name in names or () if name not in known]:
        raise UsageError(f"There is no scenario '{unknown[0]}'; name one of {', '.join(known)}")
    return tuple(known[name] for name in names or ())
