"""`smartcat examples`: make labelled paperwork to try SmartCat on."""

from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.api.examples import make_packet
from smartcat.cli.progress import progress_bar

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
    with progress_bar("Making") as update:
        labels = smartcat.make_examples(
            directory,
            seed=seed,
            documents_per_class=documents_per_class,
            packets=packets,
            scenarios=scenario or [],
            held_out=held_out,
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
    make_packet(path, seed=seed, pages=pages, scenarios=scenario or [])
    typer.echo(f"{path}\nNext: smartcat classify {path}")
