"""Pages on which people look at results and correct them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartcat.api.files import check_output_file
from smartcat.api.options import Progress, ReadLimits, nobody
from smartcat.errors import RunNotFoundError
from smartcat.machine import usable_cores
from smartcat.review.order import Order

if TYPE_CHECKING:
    from smartcat.review.loading import Results
    from smartcat.review.serving import ReviewAddress

__all__ = ["Order", "WrittenPage", "serve_review", "write_review"]


class WrittenPage(NamedTuple):
    """A review page that was written.

    Attributes:
        size_bytes: How large it is.
        segments: How many segments it shows.
        doubtful: How many of them a person must look at.
        missing: Documents of the run that have no result yet.
    """

    size_bytes: int
    segments: int
    doubtful: int
    missing: int


def write_review(
    named: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    results: str = "results",
    order: str = Order.DOUBT,
    limits: ReadLimits | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> WrittenPage:
    """Write a page on which people check and correct results; it needs no server and no network.

    Args:
        named: Runs, or ``last``; files with manifests; folders with results.
        out: The HTML file to write.
        results: Where results of runs are: a folder, or ``s3://bucket/prefix``.
        order: What comes first: ``doubt``; ``stack``, as they lie; or ``teaching``, what teaches a
            model most.
        limits: What drawing a page may use.
        jobs: Processes that draw pages; absent: one a core.
        progress: Told after each page how many are drawn, of how many.

    Returns:
        What is on the page.

    Raises:
        RunNotFoundError: There is no such run, or no result to show.
        ResultUnreadableError: A manifest is damaged, or of a newer version.
        AccessDeniedError: The page cannot be written.
    """
    from smartcat.evaluate.report import write_page
    from smartcat.review.loading import load_labels
    from smartcat.review.page_file import page_of

    check_output_file(Path(out))
    found = _find([named] if isinstance(named, str | Path) else named, results)
    html = page_of(
        found,
        Order(order),
        load_labels(found.manifests),
        progress or nobody,
        jobs or usable_cores(),
        limits or ReadLimits(),
    )
    write_page(html, Path(out))
    segments = [one for manifest in found.manifests for one in manifest.segments]
    doubtful = sum(one.needs_review for one in segments)
    return WrittenPage(len(html.encode()), len(segments), doubtful, found.missing)


def serve_review(
    results: str,
    told: "Callable[[ReviewAddress], None]",
    *,
    run: str | None = None,
    order: str = Order.DOUBT,
    port: int = 0,
    by: str | None = None,
    limits: ReadLimits | None = None,
    jobs: int | None = None,
    told_missing: Callable[[int], None] | None = None,
) -> None:
    """Show the page on this machine alone, and save corrections with the results as they are made.

    It goes on until it is interrupted.

    Args:
        results: Where the results are: a folder, or ``s3://bucket/prefix``.
        told: Told where the page is, as soon as it can be opened.
        run: A run, or ``last``; absent: all results that there are.
        order: What comes first: ``doubt``; ``stack``, as they lie; or ``teaching``, what teaches a
            model most.
        port: Port on this machine; 0 takes a free one.
        by: Who corrects; absent: the page asks.
        limits: What drawing a page may use.
        jobs: Processes that draw pages; absent: one a core.
        told_missing: Told how many documents of the run have no result yet, if there are any.

    Returns:
        Nothing, when it is interrupted.

    Raises:
        RunNotFoundError: There is no such run.
        ResultUnreadableError: A manifest is damaged, or of a newer version.
        ConfigurationError: The port is taken.
    """
    from smartcat.review.loading import load_labels, load_results
    from smartcat.review.serving import Served, serve_page
    from smartcat.runs.naming import all_results, run_results
    from smartcat.store import open_store

    store = open_store(results)
    found = load_results(all_results(store) if run is None else run_results(store, run))
    if found.missing and told_missing is not None:
        told_missing(found.missing)
    manifests = tuple(found.manifests)
    served = Served(store, manifests, Order(order), load_labels(manifests), by)
    serve_page(served, port, told, jobs or usable_cores(), limits or ReadLimits())


def _find(named: Iterable[str | Path], results: str) -> "Results":
    """Read the results that were named."""
    from smartcat.review.loading import Results

    found = Results([], {})
    for name in named:
        found = found.joined(_part(str(name), results))
    if not found.manifests:
        raise RunNotFoundError(
            "there are no results to look at; name a run, files with manifests, or a folder that "
            "has documents/…/manifest.json, as smartcat classify --out makes it"
        )
    return found


def _part(name: str, results: str) -> "Results":
    from smartcat.corrections import load_manifests
    from smartcat.review.loading import Results, load_results
    from smartcat.runs.naming import find_results

    found = find_results(name, results)
    if isinstance(found, list):
        manifests = {one.document_id: one for file in found for one in load_manifests(file)}
        return Results(list(manifests.values()), {})
    return load_results(found)
