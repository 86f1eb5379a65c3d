"""`smartcat review`: look at results and correct them, on a page that is written or served."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

import smartcat
from smartcat.api.options import ReadLimits
from smartcat.api.reviewing import Order
from smartcat.cli import options
from smartcat.cli.complaints import complain
from smartcat.cli.progress import progress_bar

if TYPE_CHECKING:
    from smartcat import ReviewAddress

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

    stands_for = PAGE

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
    Order,
    typer.Option(
        "--order",
        help="What comes first: doubtful segments; or as they lie; or what teaches a model most.",
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
def write_page(
    named: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN|MANIFEST",
            help="A run, or: last. Or manifest.json files, and folders with results.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The HTML file to write.")],
    results: options.Results = options.DEFAULT_RESULTS,
    order: OrderOption = Order.DOUBT,
    jobs: Jobs = None,
    page_timeout: PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
) -> None:
    """Write a page on which people check and correct results; it needs no server and no network.

    It is one HTML file with pictures of all pages. Corrections come out of it as a file; where
    they are to be saved with the results at once: smartcat review serve.
    """
    with progress_bar("Pages") as update:
        page = smartcat.write_review(
            named,
            out,
            results=results,
            order=order,
            limits=ReadLimits(page_cpu_s=page_timeout),
            jobs=jobs,
            progress=update,
        )
    if page.missing:
        _complain_of_missing(page.missing)
    typer.echo(
        f"Written: {out} ({page.size_bytes / 1e6:.1f} MB), {page.segments} segments, "
        f"{page.doubtful} to review"
    )


@app.command(epilog=SERVE_EXAMPLES)
def serve(
    run: Annotated[
        str | None,
        typer.Argument(
            metavar="RUN", help="A run, or: last.", show_default="all results that there are"
        ),
    ] = None,
    results: options.Results = options.DEFAULT_RESULTS,
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
    smartcat.serve_review(
        results,
        _announce(is_opened=browser),
        run=run,
        order=order,
        port=port,
        by=by,
        limits=ReadLimits(page_cpu_s=page_timeout),
        jobs=jobs,
        told_missing=_complain_of_missing,
    )


def _complain_of_missing(documents: int) -> None:
    complain(f"{documents} documents have no result yet")


def _announce(*, is_opened: bool) -> "Callable[[ReviewAddress], None]":
    """Print where the page is, and open it where there is a screen."""
    has_screen = sys.platform == "darwin" or any(map(os.environ.get, _SCREENS))

    def announce(address: "ReviewAddress") -> None:
        typer.echo(f"Review: {address.url}")
        typer.echo("Ctrl-C ends it; what is corrected is saved by then.", err=True)
        if is_opened and has_screen:
            import webbrowser

            webbrowser.open(address.once)

    return announce
