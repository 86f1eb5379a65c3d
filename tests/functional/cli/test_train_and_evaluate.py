import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.evaluate import PageEvaluation

Run = Callable[..., Any]
MakeFile = Callable[..., Path]


@pytest.fixture
def model(smartcat: Run, dataset: Path, tmp_path: Path) -> Path:
    path = tmp_path / "model.smartcat"
    assert smartcat("train", dataset, "--out", path).code == 0
    return path


def test_a_folder_per_class_teaches_a_model_that_classifies(
    smartcat: Run, model: Path, make_pdf: MakeFile
) -> None:
    invoice = make_pdf("Invoice number 4712, net amount, value added tax, total due in 30 days")
    [manifest] = json.loads(smartcat("classify", invoice, "--model", model, "--format", "json").out)
    [page] = manifest["pages"]
    best = page["prediction"].get("best_guess") or page["prediction"]
    assert best["label"] == "invoice"
    assert manifest["model"]["name"] == "model"


def test_training_is_repeatable_byte_for_byte(
    smartcat: Run, model: Path, dataset: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again" / "model.smartcat"
    assert smartcat("train", dataset, "--out", again).code == 0
    assert again.read_bytes() == model.read_bytes()


def test_training_says_how_good_the_model_was_on_unseen_documents(
    smartcat: Run, dataset: Path, tmp_path: Path
) -> None:
    outcome = smartcat("train", dataset, "--out", tmp_path / "m", "--name", "mine")
    assert "3 classes from 36 pages" in outcome.out
    assert "accuracy" in outcome.out
    shown = smartcat("model", "show", tmp_path / "m").out
    assert "mine" in shown
    assert "12  invoice" in shown
    told = json.loads(smartcat("model", "show", tmp_path / "m", "--format", "json").out)
    assert told["classes"]["labels"] == sorted(["contract", "invoice", "letter"])


def test_a_table_may_label_pages_and_give_their_texts(
    smartcat: Run, make_scan: MakeFile, tmp_path: Path
) -> None:
    scan = make_scan(*["A line of text.\n" * 9] * 12, name="stream.tif")
    with (tmp_path / "labels.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["path", "page_number", "label", "document", "stream", "text"])
        for number in range(12):
            label = "odd" if number % 2 else "even"
            (tmp_path / f"{number}.txt").write_text(f"{label} words number {number} " * 9)
            table.writerow([scan.name, number + 1, label, f"d{number}", "s", f"{number}.txt"])
    outcome = smartcat("train", tmp_path, "--out", tmp_path / "m", "--ocr-cache", tmp_path / "c")
    assert outcome.code == 0
    metadata = json.loads(smartcat("model", "show", tmp_path / "m", "--format", "json").out)
    assert metadata["provenance"]["pages_with_layout"] == 12
    assert metadata["features"]["layout"]


def test_recognised_pages_are_kept_and_taken_from_the_cache(
    smartcat: Run,
    dataset: Path,
    make_scan: MakeFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (dataset / "letter" / "scan.tif").write_bytes(make_scan().read_bytes())
    options = ("--out", tmp_path / "m", "--ocr-cache", tmp_path / "cache")
    assert smartcat("train", dataset, *options).code == 0
    first = (tmp_path / "m").read_bytes()
    monkeypatch.setenv("TESSDATA_PREFIX", "/nowhere")
    assert smartcat("train", dataset, *options).code == 0
    assert (tmp_path / "m").read_bytes() == first


def test_a_file_that_cannot_be_read_is_left_out_with_a_warning(
    smartcat: Run, dataset: Path, tmp_path: Path
) -> None:
    (dataset / "letter" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    outcome = smartcat("train", dataset, "--out", tmp_path / "m")
    assert outcome.code == 0
    assert "file 37 of 37 is left out" in outcome.err


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda _: None, "folder of files per class"),
        (lambda root: _write(root / "only" / "a.txt"), "only 1 label"),
        (lambda root: [_write(root / c / "a.txt", c * 90) for c in "xy"], "too few"),
    ],
)
def test_what_cannot_be_learned_from_is_36_with_the_reason(
    smartcat: Run, tmp_path: Path, prepare: Callable[[Path], object], message: str
) -> None:
    root = tmp_path / "data"
    root.mkdir()
    prepare(root)
    outcome = smartcat("train", root, "--out", tmp_path / "m")
    assert outcome.code == 36
    assert message in outcome.err
    assert not (tmp_path / "m").exists()


def _write(path: Path, text: str = "words") -> int:
    path.parent.mkdir(parents=True)
    return path.write_text(text)


def test_an_evaluation_has_all_figures_as_json(smartcat: Run, model: Path, dataset: Path) -> None:
    outcome = smartcat("evaluate", dataset, "--model", model, "--format", "json")
    figures = json.loads(outcome.out)
    assert {
        "pages",
        "accuracy",
        "macro_f1",
        "ece",
        "auroc",
        "classes",
        "confusion",
        "risk_coverage",
    } <= figures.keys()
    evaluation = PageEvaluation.model_validate(figures)
    assert evaluation.pages == 36
    assert sum(map(sum, evaluation.confusion.counts)) == 36
    assert evaluation.accuracy > 0.9
    assert {point["review"] for point in figures["risk_coverage"]} >= {0.1, 0.11}


def test_an_evaluation_is_shown_as_tables_and_as_a_page_with_pictures(
    smartcat: Run, model: Path, dataset: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    outcome = smartcat("evaluate", dataset, "--model", model, "--report", report)
    assert outcome.code == 0
    assert "macro-F1" in outcome.out
    assert "catches of the errors" in outcome.out
    assert report.read_text().count("<svg") >= 2


def test_pages_without_any_label_are_nothing_to_measure(
    smartcat: Run, model: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "labels.csv").write_text("path,document\na.txt,d\n")
    outcome = smartcat("evaluate", tmp_path, "--model", model)
    assert outcome.code == 36
    assert "label" in outcome.err
