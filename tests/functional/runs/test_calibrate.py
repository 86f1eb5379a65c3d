"""Calibrating from documents and from runs; what it writes is used to plan."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.api import calibrating
from smartcat.cli import main as smartcat_main
from smartcat.plan.coefficients import Coefficients, load_coefficients
from smartcat.runs import measuring

Run = Callable[..., Any]


@pytest.fixture
def smartcat(shell: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(measuring, "_STARTS", 1)
    return shell("smartcat", smartcat_main)


@pytest.fixture
def papers(tmp_path: Path, make_scan: Callable[..., Path]) -> Path:
    """Texts, two scans, and what is no document."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"Invoice {number}, total due " * 20)
    for number in range(2):
        make_scan(f"Invoice {number}, total due", name=f"papers/{number}.tif", dpi=100)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    return folder


def test_documents_are_measured_and_the_coefficients_used(
    smartcat: Run, batch: Run, papers: Path, tmp_path: Path, results: Path
) -> None:
    out = tmp_path / "own" / "coefficients.json"
    outcome = smartcat("calibrate", papers, "--out", out, "--machine", "a laptop")
    assert outcome.code == 0
    assert "from 22 documents of 22 pages, 1 left out" in outcome.out
    assert "with the coefficients that come with SmartCat, by less than" in outcome.out
    found = load_coefficients(out)
    assert (found.machine, found.documents, found.ocr_effort.dpi) == ("a laptop", 22, 150)
    assert found.start_s > 0.2
    assert found.read.ocr_page_s + found.read.ocr_megapixel_s + found.read.ocr_strokes_s > 0
    submit = ("submit", papers, "--results", results, "--dry-run", "--coefficients", out)
    assert batch(*submit).code == 0


def test_a_run_is_taken_for_measured_as_far_as_its_documents_are_what_they_were(
    smartcat: Run, batch: Run, papers: Path, tmp_path: Path, results: Path
) -> None:
    assert batch("submit", papers, "--results", results).code == 60
    (papers / "new.txt").write_text("not in the run")
    (papers / "00.txt").write_text("another text")
    (papers / "01.txt").unlink()
    out = tmp_path / "coefficients.json"
    run = ("--run", "last", "--results", results)
    outcome = smartcat("calibrate", *run, "--out", out, "--format", "json")
    told = json.loads(outcome.out)
    assert (told["documents"], told["left_out"]) == (20, 3)
    assert told["median_relative_error_before"] > 0
    assert Coefficients.model_validate(told["coefficients"]) == load_coefficients(out)


def test_what_cannot_be_calibrated_is_refused(
    smartcat: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = ("--out", tmp_path / "coefficients.json")
    few = smartcat("calibrate", inbox, *out)
    assert (few.code, "3 documents could be measured" in few.err) == (36, True)
    assert smartcat("calibrate", *out).code == 2
    assert smartcat("calibrate", inbox, "--run", "last", *out).code == 2
    assert smartcat("calibrate", inbox, "--ocr", "off", *out).code == 2
    monkeypatch.setattr(calibrating, "find_spec", lambda _name: None)
    without = smartcat("calibrate", inbox, *out)
    assert (without.code, "smartcat[train]" in without.err) == (21, True)
    assert not out[1].exists()
