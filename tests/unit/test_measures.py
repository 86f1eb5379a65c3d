"""What is measured of a document is what the dashboard counts."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.measures import measured
from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    DocumentManifest,
    Execution,
    ModelIdentity,
    PageResult,
    Route,
    RouteKind,
    Segment,
    Software,
    Source,
    TextSource,
)

DASHBOARD = Path(__file__).parents[2] / "infra/terraform/modules/observability/dashboard.tf"
CLASSIFIED = Classified(label="letter", confidence=0.9, top=())
ABSTAINED = Abstained(reason=AbstentionReason.UNREADABLE)
INLINE = Route(kind=RouteKind.INLINE, reason="-", inline_usd=0.002, batch_spot_usd=0.001)


def page(page_index: int, source: TextSource) -> PageResult:
    return PageResult(
        page_index=page_index,
        prediction=CLASSIFIED,
        is_blank=False,
        text_source=source,
        ocr_confidence=None,
        width_pt=595,
        height_pt=842,
        orientation=0,
        failure=None,
    )


def manifest(route: Route | None, *pages: PageResult) -> DocumentManifest:
    segments = (
        Segment(first_page=0, last_page=0, prediction=CLASSIFIED, needs_review=False),
        Segment(first_page=1, last_page=2, prediction=ABSTAINED, needs_review=True),
    )
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return DocumentManifest(
        document_id="d",
        status="done" if pages else "failed",
        source=Source(key="k", sha256=None, size_bytes=None, media_type=None, page_count=None),
        model=ModelIdentity(sha256="0", name="m"),
        software=Software(smartcat="1", reader=None, ocr=None),
        settings={},
        pages=pages,
        segments=segments if pages else (),
        needs_review=True,
        execution=Execution(path="p", host="h", started_at=moment, cpu_s=1.5, route=route),
    )


def test_a_document_is_summed_up() -> None:
    sources = (TextSource.TEXT_LAYER, TextSource.OCR, TextSource.OCR)
    found = measured(manifest(INLINE, *(page(*one) for one in enumerate(sources))))
    assert found.dimensions == {"Route": "inline"}
    assert found.values == {
        "Documents": 1,
        "FailedDocuments": 0,
        "Pages": 3,
        "OcrPages": 2,
        "Abstentions": 2,
        "PageSeconds": 0.5,
        "PredictedCostUsd": 0.002,
    }


@pytest.mark.parametrize(
    ("route", "usd"),
    [
        (INLINE.model_copy(update={"kind": RouteKind.BATCH}), 0.001),
        (Route(kind=RouteKind.BATCH, reason="too large to be opened"), None),
        (None, None),  # of a run that somebody submitted
    ],
)
def test_a_failed_document_on_batch_is_counted_as_far_as_it_is_known(
    route: Route | None, usd: float | None
) -> None:
    found = measured(manifest(route))
    assert found.dimensions == {"Route": "batch"}
    assert found.values["FailedDocuments"] == 1
    assert "PageSeconds" not in found.values
    assert found.values.get("PredictedCostUsd") == usd


def test_the_dashboard_shows_what_is_measured() -> None:
    shown = re.search(r"both_routes = .*?\[(.*?)\]", DASHBOARD.read_text())
    assert shown
    assert set(re.findall(r'"(\w+)"', shown[1])) == set(measured(manifest(None)).units)
