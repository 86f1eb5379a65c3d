"""Foretell where documents would be processed at AWS."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.options import ReadOptions, opened_reader
from smartcat.plan.cost import Container, amount
from smartcat.plan.prices import Processor, shipped_prices
from smartcat.plan.routing import MOST_OF_TIMEOUT, FunctionShape
from smartcat.sources import find_sources

if TYPE_CHECKING:
    from smartcat.plan.coefficients import Coefficients
    from smartcat.runs.route_plan import RoutedDocument, RoutePlan


__all__ = [
    "MOST_OF_TIMEOUT",
    "Container",
    "FunctionShape",
    "Processor",
    "amount",
    "plan",
    "shipped_prices",
]


def plan(
    sources: str | Path | Iterable[str | Path],
    *,
    function: FunctionShape | None = None,
    container: Container | None = None,
    coefficients: str | Path | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
    progress: Callable[[int, None], None] | None = None,
) -> "RoutePlan":
    """Say where documents would be processed at AWS, inline or on Batch, and what that costs.

    A few pages of each are looked at, nothing is processed. The function that hears of new
    documents decides in the same way.

    Args:
        sources: Documents, folders, ``s3://bucket/prefix``, or CSV or JSONL lists of them.
        function: What the function is given; absent: what the deployment gives it.
        container: What containers are given; absent: likewise.
        coefficients: What work costs on your machines, as `calibrate` writes it; absent: those that
            come with SmartCat.
        read: How documents would be read.
        jobs: Processes that look at them; absent: one a core.
        progress: Told after each document how many were looked at; of how many is not known.

    Returns:
        The route of each document with its reason and figures, and what all come to.

    Raises:
        UsageError: A source is malformed, or has no documents.
        ConfigurationError: The coefficients cannot be read, or the settings of AWS are wrong.
        MissingProgramError: Documents are in a bucket, and boto3 is not installed.
    """
    from smartcat.plan.predictor import Predictor
    from smartcat.runs.routes import RoutePlanner

    read = read or ReadOptions()
    predictor = Predictor(read, _coefficients(coefficients))
    planner = RoutePlanner(
        predictor, function or FunctionShape(), container or Container(), shipped_prices()
    )
    named = [sources] if isinstance(sources, str | Path) else sources
    with (
        tempfile.TemporaryDirectory(prefix="smartcat-") as folder,
        opened_reader(read, jobs=jobs) as reader,
    ):
        found = find_sources([str(one) for one in named])
        return planner.plan(_counted(planner.routes(found, reader, Path(folder)), progress))


def _coefficients(path: str | Path | None) -> "Coefficients":
    from smartcat.plan.coefficients import load_coefficients, shipped_coefficients

    return shipped_coefficients() if path is None else load_coefficients(Path(path))


def _counted(
    documents: "Iterator[RoutedDocument]", progress: Callable[[int, None], None] | None
) -> "Iterator[RoutedDocument]":
    for done, document in enumerate(documents, start=1):
        yield document
        if progress:
            progress(done, None)
