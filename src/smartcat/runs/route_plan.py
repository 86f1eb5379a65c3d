"""Where documents would be processed, as it is printed: what `smartcat plan` says."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import Field

from smartcat.models import Failure, Noun, Route, RouteKind
from smartcat.plan.cost import Container, CostRange
from smartcat.plan.routing import FunctionShape

_USD_DIGITS = 8


class RoutedDocument(Noun):
    """A document, and where it would be processed.

    Attributes:
        key: Its name below the folder or prefix that was named.
        place: Where it lies: a path, or ``s3://bucket/key``.
        route: Where it would be processed; absent if it cannot be opened.
        failure: Why it cannot; absent if it can.
    """

    key: str
    place: str
    route: Route | None = None
    failure: Failure | None = None


class RouteTotals(Noun):
    """What all documents come to.

    Attributes:
        inline: How many are processed in the Lambda function.
        batch: How many are on AWS Batch.
        unopened: How many of these are too large to be opened: pages and cost leave them out.
        failed: How many cannot be opened, and are not among the others.
        pages: Pages of those that were opened.
        cost: What they cost together, those on Batch each in a container of its own.
    """

    inline: int = 0
    batch: int = 0
    unopened: int = 0
    failed: int = 0
    pages: int = 0
    cost: CostRange = Field(default_factory=CostRange)

    @classmethod
    def of(cls, documents: Iterable[RoutedDocument]) -> Self:
        """Add up."""
        kinds = [document.route for document in documents]
        routes = [route for route in kinds if route]
        inline = [route for route in routes if route.kind is RouteKind.INLINE]
        batch = [route for route in routes if route.kind is RouteKind.BATCH]
        inline_usd = sum(route.inline_usd or 0.0 for route in inline)
        spot_usd = sum(route.batch_spot_usd or 0.0 for route in batch)
        on_demand_usd = sum(route.batch_usd or 0.0 for route in batch)
        return cls(
            inline=len(inline),
            batch=len(batch),
            unopened=sum(route.pages is None for route in routes),
            failed=len(kinds) - len(routes),
            pages=sum(route.pages or 0 for route in routes),
            cost=CostRange(
                low_usd=round(inline_usd + spot_usd, _USD_DIGITS),
                high_usd=round(inline_usd + on_demand_usd, _USD_DIGITS),
            ),
        )


class RoutePlan(Noun):
    """Where documents would be processed, and what that was reckoned with.

    Attributes:
        documents: The documents, in their order.
        totals: What they come to.
        function: What the Lambda function is given.
        container: What containers are given.
        prices_as_of: When prices were looked up.
        region: Of which AWS region.
        measured_on: What the CPU seconds were measured on, in general words.
    """

    documents: tuple[RoutedDocument, ...]
    totals: RouteTotals
    function: FunctionShape
    container: Container
    prices_as_of: date
    region: str
    measured_on: str
