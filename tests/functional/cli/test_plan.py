import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.models import DocumentRef
from smartcat.plan.cost import Container
from smartcat.plan.predictor import Predictor
from smartcat.plan.routing import FunctionShape, Router
from smartcat.read import DocumentProbe, Reader, ReadOptions
from smartcat.runs.route_plan import RoutePlan

Run = Callable[..., Any]
MakeFile = Callable[..., Path]

TEXT = "Thank you for your letter about the mortgage on your house in Garden Street.\n" * 9


def planned(outcome: Any) -> RoutePlan:
    return RoutePlan.model_validate_json(outcome.out)


def test_a_route_is_that_of_the_router(smartcat: Run, make_scan: MakeFile) -> None:
    path = make_scan(TEXT, TEXT, name="scan.pdf")
    outcome = smartcat("plan", path, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    with Reader(ReadOptions()) as reader:
        [(_, probe)] = reader.probe([DocumentRef(key=path.name, path=path)])
    assert isinstance(probe, DocumentProbe)
    router = Router(Predictor(ReadOptions()), FunctionShape(), Container())
    [document] = planned(outcome).documents
    assert probe.ocr_pages == 2.0
    assert document.route == router.by_probe(probe, path.stat().st_size)
    assert (document.key, document.place) == ("scan.pdf", str(path))


def test_a_table_has_a_line_for_each_document(
    smartcat: Run, make_pdf: MakeFile, make_scan: MakeFile
) -> None:
    make_pdf(name="letter.pdf")
    folder = make_scan(name="scan.tif").parent
    outcome = smartcat("plan", folder)
    assert outcome.code == 0
    _, letter, scan, _, total, _ = outcome.out.splitlines()
    assert letter.split()[:4] == ["letter.pdf", "1", "0", "inline"]
    assert scan.split()[:4] == ["scan.tif", "1", "1", "inline"]
    assert "2 documents, 2 pages · 2 inline, 0 on Batch" in total


def test_reasons_are_told_when_asked_for(smartcat: Run, make_scan: MakeFile) -> None:
    said = smartcat("plan", make_scan(), "--explain").out
    assert "because inline it costs" in said
    assert "1 page, about 1 to recognise" in said
    assert "Batch, on demand" in said
    assert "(60% of the time-out)" in said


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--max-inline-bytes", 100), "over the 100 that are fetched inline"),
        (("--lambda-timeout", 1, "--lambda-memory", 128), "at most 1 s of the function's 1 s"),
    ],
)
def test_a_smaller_function_leaves_more_to_batch(
    smartcat: Run, make_scan: MakeFile, options: tuple[object, ...], why: str
) -> None:
    [document] = planned(smartcat("plan", make_scan(), "--format", "json", *options)).documents
    assert document.route
    assert (document.route.kind, why in document.route.reason) == ("batch", True)


def test_options_of_reading_and_shapes_change_the_figures(
    smartcat: Run, make_scan: MakeFile
) -> None:
    path = make_scan(TEXT, TEXT, TEXT)

    def route(*options: object) -> Any:
        [document] = planned(smartcat("plan", path, "--format", "json", *options)).documents
        return document.route

    plain = route()
    assert route("--dpi", 300).cpu_s > plain.cpu_s
    assert route("--languages", "eng").cpu_s < plain.cpu_s
    assert route("--ocr", "off").cpu_s < plain.cpu_s
    assert route("--pages", "2").cpu_s == pytest.approx(plain.cpu_s / 3, rel=0.01)
    assert route("--lambda-architecture", "x86_64").inline_usd > plain.inline_usd
    more = route("--worker-vcpus", 4, "--worker-memory", 8192)
    assert more.batch_usd == pytest.approx(2 * plain.batch_usd, rel=1e-4)  # a minute at least


def test_what_cannot_be_opened_has_a_line_and_the_others_go_on(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    missing = tmp_path / "none.pdf"
    outcome = smartcat("plan", broken, make_pdf(), missing)
    assert outcome.code == 60
    assert f"smartcat: {missing}: there is no such file" in outcome.err
    assert "2 of 3 documents cannot be opened" in outcome.err
    assert "3 documents, 1 page · 1 inline, 0 on Batch · 2 failed" in outcome.out
    shown = json.loads(smartcat("plan", broken, missing, "--format", "json").out)
    assert [one["failure"]["exit_code"] for one in shown["documents"]] == [32, 31]


def test_a_single_document_that_fails_speaks_for_itself(smartcat: Run, make_pdf: MakeFile) -> None:
    path = make_pdf()
    assert smartcat("plan", path.with_name("none.pdf")).code == 31
    short = smartcat("plan", path, "--pages", "7")
    assert (short.code, "it has 1 pages, and --pages names 7" in short.err) == (32, True)
    assert smartcat("plan", path, "--languages", "+").code == 2
