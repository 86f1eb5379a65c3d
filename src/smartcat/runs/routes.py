"""Foretell where documents would be processed, by the router that decides where they are."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from smartcat.errors import SmartCatError
from smartcat.manifest import failure_of
from smartcat.models import SourceDocument
from smartcat.plan.cost import Container
from smartcat.plan.predictor import Predictor
from smartcat.plan.prices import Prices
from smartcat.plan.routing import FunctionShape, Router
from smartcat.read import DocumentProbe, Reader
from smartcat.read.checks import check_wanted
from smartcat.runs.looking import looked_at
from smartcat.runs.route_plan import RoutedDocument, RoutePlan, RouteTotals
from smartcat.sources import looked_up


class RoutePlanner:
    """Foretells routes.

    Args:
        predictor: Says what documents take.
        function: What the Lambda function is given.
        container: What containers are given.
        prices: What both cost.
    """

    def __init__(
        self,
        predictor: Predictor,
        function: FunctionShape,
        container: Container,
        prices: Prices,
    ) -> None:
        self._predictor = predictor
        self._function = function
        self._container = container
        self._prices = prices
        self._router = Router(predictor, function, container, prices)

    def routes(
        self, documents: Iterable[SourceDocument], reader: Reader, folder: Path
    ) -> Iterator[RoutedDocument]:
        """Foretell where each document would be processed.

        Args:
            documents: Which.
            reader: Looks at them.
            folder: Where documents in buckets are fetched to for as long as they are looked at.
        """

        def is_opened(document: SourceDocument) -> bool:
            return self._router.by_size(document.size_bytes or 0) is None

        for are_opened, group in groupby(looked_up(documents), is_opened):
            if are_opened:
                for document, probe in looked_at(group, reader, folder):
                    yield self._routed(document, probe)
            else:
                for document in group:
                    route = self._router.by_size(document.size_bytes or 0)
                    yield RoutedDocument(key=document.key, place=document.place, route=route)

    def plan(self, documents: Iterable[RoutedDocument]) -> RoutePlan:
        """Sum up."""
        routed = tuple(documents)
        return RoutePlan(
            documents=routed,
            totals=RouteTotals.of(routed),
            function=self._function,
            container=self._container,
            prices_as_of=self._prices.as_of,
            region=self._prices.region,
            measured_on=self._predictor.measured_on,
        )

    def _routed(
        self, document: SourceDocument, probe: DocumentProbe | SmartCatError
    ) -> RoutedDocument:
        found = RoutedDocument(key=document.key, place=document.place)
        try:
            if isinstance(probe, SmartCatError):
                raise probe
            check_wanted(self._predictor.options, probe.page_count)
        except SmartCatError as error:
            return found.model_copy(update={"failure": failure_of(error)})
        route = self._router.by_probe(probe, document.size_bytes or 0)
        return found.model_copy(update={"route": route})
