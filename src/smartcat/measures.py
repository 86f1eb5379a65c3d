"""What is measured of each document: what it took, what came of it, what it was to cost."""

from smartcat.logs import Measured
from smartcat.models import DocumentManifest, Route, RouteKind, TextSource

_UNITS = {
    "Documents": "Count",
    "FailedDocuments": "Count",
    "Pages": "Count",
    "OcrPages": "Count",
    "Abstentions": "Count",
    "PageSeconds": "Seconds",
    "PredictedCostUsd": "None",
}
"""Metrics by the units of CloudWatch; it has none for money."""


def measured(manifest: DocumentManifest) -> Measured:
    """Sum up a document, for the log and for metrics.

    ``Abstentions`` are pages that a person must look at, ``PageSeconds`` the CPU seconds that
    reading a page took.
    """
    route, pages = manifest.execution.route, len(manifest.pages)
    values: dict[str, float] = {
        "Documents": 1,
        "FailedDocuments": int(manifest.status == "failed"),
        "Pages": pages,
        "OcrPages": sum(page.text_source is TextSource.OCR for page in manifest.pages),
        "Abstentions": sum(
            segment.last_page - segment.first_page + 1
            for segment in manifest.segments
            if segment.needs_review
        ),
    }
    if pages:
        values["PageSeconds"] = round(manifest.execution.cpu_s / pages, 3)
    if (cost_usd := _cost_usd(route)) is not None:
        values["PredictedCostUsd"] = cost_usd
    kind = route.kind if route else RouteKind.BATCH  # a run that somebody submitted
    return Measured({"Route": kind.value}, _UNITS, values)


def _cost_usd(route: Route | None) -> float | None:
    """What the document was to cost where it was processed, at the least."""
    if route is None:
        return None
    return route.inline_usd if route.kind is RouteKind.INLINE else route.batch_spot_usd
