"""What `smartcat evaluate` says of packets: many documents in one stream of pages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TEXTS = {
    "invoice": "Invoice number 4711, net amount, value added tax, total due, to be paid in 30 days",
    "letter": "Dear Sir or Madam, thank you for it. Yours truly, our service team",
}
ROWS = (
    ("a1", "invoice", "a", "[/plain]"),
    ("a2", "invoice", "a", "[/plain]"),
    ("b1", "letter", "b", "[/plain]"),
    ("c1", "letter", "c", "same-class"),
    ("d1", "invoice", "d", "[/plain]"),
)


@pytest.fixture
def model(smartcat: Run, dataset: Path, tmp_path: Path) -> Path:
    path = tmp_path / "model.smartcat"
    assert smartcat("train", dataset, "--out", path).code == 0
    return path


@pytest.fixture
def write_packet(tmp_path: Path) -> Callable[..., Path]:
    """Write a packet whose pages are files, with some of the columns."""

    def write(*columns: str) -> Path:
        folder = tmp_path / "packet"
        folder.mkdir()
        lines = [",".join(("path", *columns))]
        for name, label, document, hard in ROWS:
            (folder / f"{name}.txt").write_text(f"{TEXTS[label]} {name}\n")
            cells = {"label": label, "document": document, "stream": "s", "hard": hard}
            lines.append(",".join((f"{name}.txt", *(cells[column] for column in columns))))
        (folder / "labels.csv").write_text("\n".join(lines) + "\n")
        return folder

    return write


def test_boundaries_and_documents_are_measured(
    smartcat: Run, model: Path, write_packet: Callable[..., Path]
) -> None:
    packet = write_packet("label", "document", "stream")
    figures = json.loads(smartcat("evaluate", packet, "--model", model, "--format", "json").out)
    assert figures["pages"] == 5
    assert figures["accuracy"] == 1
    boundaries, streams = figures["boundaries"], figures["streams"]
    assert (boundaries["pairs"], boundaries["true"]) == (4, 3)
    assert (boundaries["precision"], boundaries["recall"]) == (1, 0.6667)
    assert (streams["documents"], streams["documents_exact"]) == (4, 0.5)
    assert figures["by"] is None


def test_documents_alone_are_measured_without_classes(
    smartcat: Run, model: Path, write_packet: Callable[..., Path]
) -> None:
    packet = write_packet("document")
    figures = json.loads(smartcat("evaluate", packet, "--model", model, "--format", "json").out)
    assert figures["boundaries"]["pairs"] == 4
    assert "accuracy" not in figures
    assert figures["streams"]["documents_exact_with_class"] is None


def test_tables_and_report_show_boundaries_and_parts(
    smartcat: Run, model: Path, write_packet: Callable[..., Path], tmp_path: Path
) -> None:
    packet, report = write_packet("label", "document", "stream", "hard"), tmp_path / "r.html"
    options = ("--model", model, "--by", "hard", "--report", report)
    outcome = smartcat("evaluate", packet, *options)
    assert outcome.code == 0
    assert "boundaries found             66.7%" in outcome.out
    lines = outcome.out.partition("By hard")[2].splitlines()
    rows = {cells[0]: cells[1:] for line in lines if (cells := line.split())}
    assert rows["[/plain]"] == ["4", "100.0%", "3", "100.0%", "100.0%", "1.000", "3", "66.7%"]
    assert rows["same-class"] == ["1", "100.0%", "1", "-", "0.0%", "0.000", "1", "0.0%"]
    assert "By hard" in report.read_text()


def test_a_column_that_is_not_there_is_wrong_usage(
    smartcat: Run, dataset: Path, write_packet: Callable[..., Path]
) -> None:
    outcome = smartcat("evaluate", write_packet("label"), "--by", "scenario")
    assert outcome.code == 2
    assert "no column 'scenario': it has label, path" in outcome.err
    outcome = smartcat("evaluate", dataset, "--by", "scenario")
    assert outcome.code == 2
    assert "it has no labels.csv" in outcome.err


def test_pages_labelled_one_by_one_without_documents_have_no_boundaries(
    smartcat: Run, model: Path, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    make_pdf(*TEXTS.values(), name="a.pdf")
    table = "path,page_number,label\na.pdf,1,invoice\na.pdf,2,letter\n"
    (tmp_path / "labels.csv").write_text(table)
    figures = json.loads(smartcat("evaluate", tmp_path, "--model", model, "--format", "json").out)
    assert figures["pages"] == 2
    assert (figures["boundaries"], figures["streams"]) == (None, None)
