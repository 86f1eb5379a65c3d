"""`smartcat review`: look at results and correct them, on a page that is written or served."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from smartcat.cli import options
from smartcat.cli.complaints import complain
from smartcat.cli.progress import progress_bar
from smartcat.errors import UsageError
from smartcat.read import ReadLimits
from smartcat.review.order import Order

if TYPE_CHECKING:
    from smartcat.review.loading import Results
    from smartcat.review.serving import Address
    from smartcat.store import ObjectStore

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
PAGE = "page"
PAGE_EXAMPLES = """
Examples:

smartcat review results/ --out review.html

smartcat review last --results s3://results --out review.html

smartcat review results/documents/*/manifest.json --order stack --out review.html

smartcat review serve --help
"""
SERVE_EXAMPLES = """
Examples:

smartcat review serve last --by Anna

smartcat review serve --results s3://results/2026 --no-browser
"""


class _PageOrServe(TyperGroup):
    """Takes what names no subcommand for arguments of the page: a file of that name is ./serve."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        if args and args[0] in self.commands and args[0] != PAGE:
            return super().make_context(info_name, args, parent, **extra)
        return self.commands[PAGE].make_context(info_name, args, parent, **extra)


app = typer.Typer(
    cls=_PageOrServe,
    help="Write a page on which people check and correct results, or serve it and save what "
    "they say.",
    add_completion=False,
)

OrderOption = Annotated[
    Order, typer.Option("--order", help="What comes first: doubtful segments, or as they lie.")
]
ResultsPlace = Annotated[
    str,
    typer.Option(
        "--results",
        metavar="PLACE",
        envvar="SMARTCAT_RESULTS",
        help="Where results of a run are: a folder, or s3://bucket/prefix.",
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        envvar="SMARTCAT_JOBS",
        min=1,
        help="Processes that draw pages.",
        show_default="one a core",
    ),
]
PageTimeout = Annotated[
    int,
    typer.Option(
        envvar="SMARTCAT_PAGE_TIMEOUT",
        min=1,
        metavar="SECONDS",
        help="CPU time after which the picture of a page is given up.",
    ),
]


@app.command(PAGE, epilog=PAGE_EXAMPLES)
def page(
    named: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN|MANIFEST",
            help="A run, or: last. Or manifest.json files, and folders with results.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The HTML file to write.")],
    results: ResultsPlace = "results",
    order: OrderOption = Order.DOUBT,
    jobs: Jobs = None,
    page_timeout: PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
) -> None:
    """Write a page on which people check and correct results; it needs no server and no network.

    It is one HTML file with pictures of all pages. Corrections come out of it as a file; where
    they are to be saved with the results at once: smartcat review serve.
    """
    from smartcat.evaluate.report import write_page
    from smartcat.machine import usable_cores
    from smartcat.review.loading import load_labels
    from smartcat.review.page_file import page_of

    options.check_output_file(out)
    found = _find(named, results)
    with progress_bar("Pages") as update:
        labels = load_labels(found.manifests)
        limits = ReadLimits(page_cpu_s=page_timeout)
        html = page_of(found, order, labels, update, jobs or usable_cores(), limits)
    write_page(html, out)
    _tell(found, out, len(html))


@app.command(epilog=SERVE_EXAMPLES)
def serve(
    run: Annotated[
        str | None,
        typer.Argument(
            metavar="RUN", help="A run, or: last.", show_default="all results that there are"
        ),
    ] = None,
    results: ResultsPlace = "results",
    order: OrderOption = Order.DOUBT,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 0,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who corrects.", show_default="asked on the page"),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    jobs: Jobs = None,
    page_timeout: PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
) -> None:
    """Show the page on this machine alone, and save corrections with the results as they are made.

    Whoever knows the address that it prints may look and correct; no other machine can. Ctrl-C
    ends it.
    """
    from smartcat.machine import usable_cores
    from smartcat.review.loading import load_all_results, load_labels, load_run_results
    from smartcat.review.serving import Served, serve_page
    from smartcat.store import open_store

    store = open_store(results)
    if run is None:
        found = load_all_results(store)
    else:
        found = load_run_results(store, _find_run(store, run))
    if found.missing:
        complain(f"{found.missing} documents have no result yet")
    served = Served(store, tuple(found.manifests), order, load_labels(found.manifests), by)
    limits = ReadLimits(page_cpu_s=page_timeout)
    serve_page(served, port, _announce(is_opened=browser), jobs or usable_cores(), limits)


def _find(named: list[str], results: str) -> "Results":
    """Read the results that were named."""
    from smartcat.review.loading import (
        Results,
        load_all_results,
        load_manifest_file,
        load_run_results,
        names_run,
    )
    from smartcat.store import FolderStore, open_store

    found = Results([], {})
    for name in named:
        if names_run(name):
            store = open_store(results)
            part = load_run_results(store, _find_run(store, name))
        elif Path(name).is_dir():
            part = load_all_results(FolderStore(Path(name)))
        else:
            part = Results([load_manifest_file(Path(name))], {})
        found = found.joined(part)
    if not found.manifests:
        raise UsageError("no document of this run has a result yet; wait for some")
    return found


def _find_run(store: "ObjectStore", name: str) -> str:
    from smartcat.cli.batch.options import find_run

    return find_run(store, name)


def _tell(found: "Results", out: Path, size: int) -> None:
    segments = [one for manifest in found.manifests for one in manifest.segments]
    doubtful = sum(one.needs_review for one in segments)
    if found.missing:
        complain(f"{found.missing} documents have no result yet")
    typer.echo(
        f"Written: {out} ({size / 1e6:.1f} MB), {len(segments)} segments, {doubtful} to review"
    )


def _announce(*, is_opened: bool) -> "Callable[[Address], None]":
    """Print where the page is, and open it where there is a screen."""
    has_screen = sys.platform == "darwin" or any(map(os.environ.get, _SCREENS))

    def announce(address: "Address") -> None:
        typer.echo(f"Review: {address.url}")
        typer.echo("Ctrl-C ends it; what is corrected is saved by then.", err=True)
        if is_opened and has_screen:
            import webbrowser

            webbrowser.open(address.once)

    return announce
