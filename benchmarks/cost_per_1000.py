"""What 1,000 pages are predicted to cost by kind and by route, beside what others take for them.

    python benchmarks/cost_per_1000.py [FILE...]

Nothing is measured here: costs follow from the coefficients, the prices and the shapes that come
with SmartCat, for made-up kinds of documents, and for files that are named, which are looked at.
Computing alone is counted, as in docs/costs.md.
"""

import argparse
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from smartcat.models import DocumentRef, Route
from smartcat.plan.coefficients import shipped_coefficients
from smartcat.plan.cost import Container, batch_cost
from smartcat.plan.predictor import Predictor
from smartcat.plan.prices import Processor, shipped_prices
from smartcat.plan.routing import MOST_OF_TIMEOUT, FunctionShape, Router
from smartcat.plan.sizing import AWS_SHARD_S, shard_seconds
from smartcat.read import DocumentProbe, MediaType, Reader, ReadOptions

PAGES = 1000
SCAN = {"megapixels": 2.1, "strokes": 15.3}
"""Means of 114 real scans: forms, receipts and filings. A tenth have fewer than 8.5 thousand
strokes, a tenth more than 27.7."""
PHOTO = {"megapixels": 2.4, "strokes": 22.5}
"""A made-up one: a page of text in uneven light, blurred, with noise, 12 megapixels."""
RUN_WORKERS = 100
"""Containers at once that a run is planned for."""
ELSEWHERE = (
    ("Amazon Textract, DetectDocumentText: OCR alone", 1.50),
    ("AWS GenAI IDP accelerator, classifying alone, Nova 2 Lite", 0.90),
    ("AWS GenAI IDP accelerator, classifying alone, Claude Haiku 4.5", 5.73),
)
"""USD for 1,000 pages: list price of the first million a month (aws.amazon.com/textract/pricing),
and docs/benchmarking/studies/classification-confidence.md of the accelerator, 2026-08; the latter
two need OCR on top."""


class Kind(NamedTuple):
    """Documents of a kind.

    Attributes:
        name: What they are.
        probe: What a look at one of them tells.
        dpi: Resolution at which they are recognised.
    """

    name: str
    probe: DocumentProbe
    dpi: int = ReadOptions().dpi


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    prices, measured, container = shipped_prices(), shipped_coefficients(), Container()
    function = FunctionShape()
    print(f"USD for {PAGES:,} pages; prices of {prices.as_of}, {prices.region}")
    print(f"CPU seconds as on {measured.machine}; arm64 is taken to be as fast: not measured")
    print(f"function {function.memory_mib} MiB, {function.timeout_s:g} s; ", end="")
    print(f"containers {container.vcpus:g} vCPU, {container.memory_mib} MiB")
    titles = ("CPU s/page", "arm64", "x86_64", "Spot", "on demand", "run, Spot", "route")
    print(f"\n{'':38}{'inline':>22}{'a container each':>20}")
    print(f"{'':26}" + "".join(f"{title:>11}" for title in titles))
    for kind in [*kinds(), *looked_at(arguments.files)]:
        print(row(kind))
    print()
    for name, usd in ELSEWHERE:
        print(f"{name:66}{usd:5.2f}")


def kinds() -> Iterator[Kind]:
    """Documents as they come."""
    for pages in (1, 20):
        yield Kind(f"text layer, {pages} p.", probe(pages, {}))
    for dpi in (150, 200, 300):
        for pages in (1, 5, 20, 60, 300):
            yield Kind(f"scan, {dpi} dpi, {pages} p.", probe(pages, SCAN), dpi)
    yield Kind("photo, 1 p.", probe(1, PHOTO))


def probe(pages: int, written: dict[str, float]) -> DocumentProbe:
    """What a look at a document tells; all of its pages are alike."""
    facts = DocumentProbe(media_type=MediaType.PDF, page_count=pages, reader="")
    return facts.model_copy(update={"ocr_pages": float(pages), **written} if written else {})


def looked_at(files: list[Path]) -> Iterator[Kind]:
    """Look at files."""
    with Reader(ReadOptions()) as reader:
        for document, seen in reader.probe(DocumentRef(key=one.name, path=one) for one in files):
            if isinstance(seen, DocumentProbe):
                yield Kind(f"{document.key[:18]}, {seen.page_count} p.", seen)


def row(kind: Kind) -> str:
    """Write a line of the table."""
    predictor = Predictor(ReadOptions(dpi=kind.dpi))
    on_arm64, on_x86_64 = (routed(kind, predictor, name) for name in ("arm64", "x86_64"))
    pages = kind.probe.page_count
    cpu_s = (on_arm64.cpu_s or 0.0) / pages
    costs = [
        inline(on_arm64, pages),
        inline(on_x86_64, pages),
        usd(on_arm64.batch_spot_usd, pages),
        usd(on_arm64.batch_usd, pages),
        usd(run_usd(cpu_s * PAGES, predictor.start_s), PAGES),
    ]
    figures = "".join(f"{cost:>11}" for cost in (f"{cpu_s:.2f}", *costs, on_arm64.kind))
    return f"{kind.name:26}{figures}"


def routed(kind: Kind, predictor: Predictor, processor: Processor) -> Route:
    """Choose a route as the dispatcher does."""
    function = FunctionShape(processor=processor)
    return Router(predictor, function, Container()).by_probe(kind.probe, 1)


def inline(route: Route, pages: int) -> str:
    """Cost of what may be done inline."""
    most_s = FunctionShape().timeout_s * MOST_OF_TIMEOUT
    return "too long" if (route.inline_s or 0.0) > most_s else usd(route.inline_usd, pages)


def usd(cost_usd: float | None, pages: int) -> str:
    """What 1,000 pages cost, if so many cost that much."""
    return f"{(cost_usd or 0.0) / pages * PAGES:.4f}"


def run_usd(cpu_s: float, start_s: float) -> float:
    """What so many CPU seconds cost on Spot capacity that one run packs into shards."""
    container = Container()
    least_s, most_s = (bound_s * container.vcpus for bound_s in AWS_SHARD_S)
    shards = math.ceil(cpu_s / shard_seconds(cpu_s, RUN_WORKERS, (least_s, most_s)))
    shards_s = [cpu_s / shards + start_s] * shards
    return batch_cost(shards_s, container, shipped_prices().on_fargate).low_usd


if __name__ == "__main__":
    main()
