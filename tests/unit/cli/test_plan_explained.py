"""What `smartcat plan` says of routes, without opening anything."""

from datetime import date

import pytest

from smartcat.cli.plan_explained import explain, limits, reckoned_with
from smartcat.cli.plan_tables import show_routes, summary
from smartcat.models import Failure, Route, RouteKind
from smartcat.plan.cost import Container
from smartcat.plan.routing import FunctionShape
from smartcat.runs.route_plan import RoutedDocument, RoutePlan, RouteTotals

INLINE = Route(
    kind=RouteKind.INLINE,
    reason="inline it costs 0.0001 USD, on Batch at least 0.0005 USD",
    size_bytes=1000,
    pages=4,
    ocr_pages=2.5,
    megapixels=2.104,
    cpu_s=3.0,
    inline_s=3.0,
    inline_usd=0.0001,
    batch_s=62.0,
    batch_spot_usd=0.0005,
    batch_usd=0.0016,
)
ON_BATCH = INLINE.model_copy(update={"kind": RouteKind.BATCH, "inline_s": 200.0, "pages": 90})
TOO_LARGE = Route(kind=RouteKind.BATCH, reason="its 60 bytes are over the 50", size_bytes=60)
FAILURE = Failure(error="UnreadableDocumentError", exit_code=32, message="damaged")


def document(key: str, route: Route | None = None) -> RoutedDocument:
    failure = None if route else FAILURE
    return RoutedDocument(key=key, place=f"/inbox/{key}", route=route, failure=failure)


ALL = (
    document("a.pdf", INLINE),
    document("b.pdf", ON_BATCH),
    document("c.pdf", TOO_LARGE),
    document("d\n.pdf"),
)


def plan(*documents: RoutedDocument, function: FunctionShape | None = None) -> RoutePlan:
    return RoutePlan(
        documents=documents,
        totals=RouteTotals.of(documents),
        function=function or FunctionShape(),
        container=Container(),
        prices_as_of=date(2026, 11, 1),
        region="us-east-1",
        measured_on="a machine",
    )


def test_totals_count_what_is_known() -> None:
    totals = RouteTotals.of(ALL)
    assert (totals.inline, totals.batch, totals.unopened, totals.failed) == (1, 2, 1, 1)
    assert totals.pages == 94
    assert totals.cost.low_usd == pytest.approx(0.0006)
    assert totals.cost.high_usd == pytest.approx(0.0017)


def test_a_table_has_a_line_for_each_document_and_one_that_sums_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_routes(plan(*ALL))
    _, inline, batch, large, failed, _, total, hint = capsys.readouterr().out.splitlines()
    assert inline.split() == ["a.pdf", "4", "2.5", "inline", "3.0", "0.0001"]
    assert batch.split() == ["b.pdf", "90", "2.5", "batch", "62.0", "0.0005", "to", "0.0016"]
    assert "too large to be opened" in large
    assert failed.split() == ["d\\n.pdf", "failed", "damaged"]
    assert total == summary(plan(*ALL))
    assert "--explain" in hint


def test_a_line_sums_up() -> None:
    assert summary(plan(*ALL)) == (
        "4 documents, 94 pages · 1 inline, 2 on Batch · 1 failed · "
        "0.0006 to 0.0017 USD, without 1 not opened (2026-11-01, us-east-1)"
    )
    assert summary(plan(document("a.pdf", INLINE))).endswith("0.0001 USD (2026-11-01, us-east-1)")
    assert summary(plan(document("a.pdf"))).endswith("1 failed")


def test_both_routes_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    explain(plan(*ALL))
    said = capsys.readouterr().out
    assert "a.pdf: inline, in the function\n  because inline it costs 0.0001 USD" in said
    assert "4 pages, about 2.5 to recognise (2.1 megapixels each); 3.00 CPU s" in said
    assert "seconds on the clock     3.0         62.0              62.0" in said
    assert "0.0001       0.0005            0.0016" in said
    assert "c.pdf: on AWS Batch\n  because its 60 bytes are over the 50\n  size inline" in said
    assert "d\\n.pdf: damaged" in said


def test_nothing_to_recognise_has_no_megapixels(capsys: pytest.CaptureFixture[str]) -> None:
    explain(plan(document("a.txt", INLINE.model_copy(update={"ocr_pages": 0.0}))))
    assert "4 pages, none to recognise; 3.00 CPU s" in capsys.readouterr().out


def test_limits_tell_which_of_them_mattered() -> None:
    function = FunctionShape(timeout_s=300.0, max_bytes=50)
    time, size = limits(ON_BATCH, function)
    assert time == "time inline: 200.0 of at most 180 s (60% of the time-out): too much"
    assert size == "size inline: 1,000 of at most 50 bytes: too much"
    assert [line.endswith("too much") for line in limits(INLINE, FunctionShape())] == [False, False]
    assert len(list(limits(TOO_LARGE, function))) == 1


def test_it_is_told_what_was_reckoned_with() -> None:
    shapes = "\n".join(reckoned_with(plan(function=FunctionShape(memory_mib=3538))))
    assert "3,538 MiB, which is 2 vCPU, arm64; ended after 300 s" in shapes
    assert "2 vCPU and 4,096 MiB on Fargate" in shapes
    assert "2026-11-01 in us-east-1" in shapes
    assert "as on a machine; other processors were not measured" in shapes
