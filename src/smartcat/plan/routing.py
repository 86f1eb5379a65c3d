"""Choose where a document is processed: predicted, not tried.

A function that ran into its time limit would have worked for nothing, and containers take a minute
to start. So both are predicted from what a probe of the document tells, and compared.
"""

from typing import NamedTuple

from pydantic import Field

from smartcat.models import Noun, Route, RouteKind
from smartcat.plan.cost import Container, billed_cost, container_s, dollars, lambda_cost_usd
from smartcat.plan.predictor import Predictor
from smartcat.plan.prices import Prices, Processor, shipped_prices
from smartcat.read import DocumentProbe

MOST_OF_TIMEOUT = 0.6
"""A document is inline only if it is predicted to take no more of the function's time than this:
one prediction in ten is two thirds too low (docs/design-notes.md)."""
_CLEARLY_FASTER = 0.5
"""Inline is clearly faster if it takes no more of the time of Batch than this."""
_DIGITS = 3
_USD_DIGITS = 8


class FunctionShape(Noun):
    """What the Lambda function is given; by default what `infra/terraform` gives it.

    Attributes:
        memory_mib: Its memory, which also says how many processors it has.
        timeout_s: Seconds after which it is ended.
        processor: What it runs on.
        max_bytes: Larger objects go to Batch without being fetched.
    """

    memory_mib: int = Field(default=1769, ge=128, le=10_240)
    timeout_s: float = Field(default=300.0, gt=0.0, le=900.0)
    processor: Processor = "arm64"
    max_bytes: int = Field(default=52_428_800, ge=0)


class Router:
    """Chooses where documents are processed.

    Args:
        predictor: Says what documents take.
        function: What the function is given.
        container: What containers are given.
        prices: What both cost; by default those that come with SmartCat.
    """

    def __init__(
        self,
        predictor: Predictor,
        function: FunctionShape,
        container: Container,
        prices: Prices | None = None,
    ) -> None:
        self._predictor = predictor
        self._function = function
        self._container = container
        self._prices = prices or shipped_prices()

    def by_size(self, size_bytes: int) -> Route | None:
        """Send a document to Batch that is too large to be fetched; nothing if it is not."""
        if size_bytes <= self._function.max_bytes:
            return None
        most = self._function.max_bytes
        reason = f"its {size_bytes:,} bytes are over the {most:,} that are fetched inline"
        return Route(kind=RouteKind.BATCH, reason=reason, size_bytes=size_bytes)

    def by_probe(self, probe: DocumentProbe, size_bytes: int) -> Route:
        """Choose for a document that was looked at."""
        cpu_s = self._predictor.document_s(probe)
        figures = self._figures(cpu_s, len(self._predictor.options.wanted(probe.page_count)))
        kind, reason = self._choice(figures)
        return Route(
            kind=kind,
            reason=reason,
            size_bytes=size_bytes,
            pages=probe.page_count,
            ocr_pages=round(probe.ocr_pages, 1),
            megapixels=probe.megapixels,
            cpu_s=round(cpu_s, _DIGITS),
            inline_s=round(figures.inline_s, _DIGITS),
            inline_usd=round(figures.inline_usd, _USD_DIGITS),
            batch_s=round(figures.batch_s, _DIGITS),
            batch_spot_usd=round(figures.batch_spot_usd, _USD_DIGITS),
            batch_usd=round(figures.batch_usd, _USD_DIGITS),
        )

    def _figures(self, cpu_s: float, pages: int) -> "_Figures":
        function, fargate = self._function, self._prices.on_fargate
        at_once = max(pages, 1)  # no page is read by two processors
        vcpus = function.memory_mib / self._prices.on_lambda.vcpu_mib
        inline_s = cpu_s / min(vcpus, at_once)
        # What is billed is the clock, whatever the processors do.
        billed_cpu_s = inline_s * min(vcpus, 1.0)
        inline_usd = lambda_cost_usd(
            billed_cpu_s, function.memory_mib, self._prices.on_lambda, function.processor
        )
        work_s = (cpu_s + self._predictor.start_s) / min(self._container.vcpus, at_once)
        cost = billed_cost(container_s(work_s, fargate), self._container, fargate)
        batch_s = fargate.start_s + work_s
        return _Figures(inline_s, inline_usd, batch_s, cost.low_usd, cost.high_usd)

    def _choice(self, figures: "_Figures") -> tuple[RouteKind, str]:
        most_s = self._function.timeout_s * MOST_OF_TIMEOUT
        if figures.inline_s > most_s:
            return RouteKind.BATCH, (
                f"inline it would take {figures.inline_s:.1f} s, and at most {most_s:.0f} s of the "
                f"function's {self._function.timeout_s:.0f} s may be planned"
            )
        if figures.inline_usd <= figures.batch_spot_usd:
            return RouteKind.INLINE, (
                f"inline it costs {dollars(figures.inline_usd)}, on Batch at least "
                f"{dollars(figures.batch_spot_usd)}"
            )
        if figures.inline_s <= figures.batch_s * _CLEARLY_FASTER:
            return RouteKind.INLINE, (
                f"inline it takes {figures.inline_s:.1f} s, on Batch {figures.batch_s:.0f} s"
            )
        return RouteKind.BATCH, (
            f"on Batch it costs from {dollars(figures.batch_spot_usd)}, inline "
            f"{dollars(figures.inline_usd)}, and is not clearly faster there"
        )


class _Figures(NamedTuple):
    inline_s: float
    inline_usd: float
    batch_s: float
    batch_spot_usd: float
    batch_usd: float
