"""`smartcat classify --split`: where documents begin, in each way that can be asked for."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest
import zxingcpp
from PIL import Image

Run = Callable[..., Any]
MakeFile = Callable[..., Path]

THINGS = (
    *("garden", "house", "mortgage", "insurance", "river", "bridge", "school", "kitchen"),
    *("winter", "summer", "station", "market", "library", "doctor", "engine", "harbour"),
)
LETTER = "Dear Mrs Example,\nthank you for your letter about the house. Account {}\n"


def letter_pages(dice: random.Random, length: int) -> list[str]:
    """Pages of a letter about things that are its own."""
    things = dice.sample(THINGS, 5)
    pages = []
    for number in range(1, length + 1):
        opening = [f"Dear Mrs {things[0].title()},"] if number == 1 else []
        closing = ["Yours sincerely"] if number == length else []
        lines = [
            "we have seen the {} near the {} and the {}".format(*dice.sample(things, 3))
            for _ in range(9)
        ]
        head, foot = f"Society for the {things[1]}", f"Page {number} of {length}"
        pages.append("\n".join((head, *opening, *lines, *closing, foot)) + "\n")
    return pages


@pytest.fixture
def sort(smartcat: Run) -> Callable[..., list[list[int]]]:
    """Classify a document, and say from which page to which its segments go; numbers for people."""

    def run(path: Path, *options: object) -> list[list[int]]:
        outcome = smartcat("classify", path, "--ocr", "off", "--format", "json", *options)
        assert (outcome.code, outcome.err) == (0, "")
        [manifest] = json.loads(outcome.out)
        return [[one["first_page"] + 1, one["last_page"] + 1] for one in manifest["segments"]]

    return run


@pytest.fixture
def stack(make_pdf: MakeFile, tmp_path: Path) -> Path:
    """A letter of two pages, a sheet with a QR code, two letters of a page with another account."""
    pages = [LETTER.format(1000001)] * 2 + [""] + [LETTER.format(2222222)] * 2
    code = zxingcpp.create_barcode("CASE-17", zxingcpp.BarcodeFormat.QRCode)
    modules = Image.fromarray(np.asarray(zxingcpp.write_barcode_to_image(code)))
    picture = tmp_path / "code.png"
    modules.resize((modules.width * 8, modules.height * 8), Image.Resampling.NEAREST).save(picture)
    path = tmp_path / "stack.pdf"
    with pymupdf.open(make_pdf(*pages)) as document:
        document[2].insert_image((200, 300, 400, 500), filename=picture)
        document.save(path)
    return path


Sort = Callable[..., list[list[int]]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("page",), [[1, 1], [2, 2], [3, 3], [4, 4], [5, 5]]),
        (("none",), [[1, 5]]),
        (("separators",), [[1, 2], [4, 5]]),
        (("separators", "--keep-separators"), [[1, 2], [3, 5]]),
        (("separators", "--separator-value", "CASE-[0-9]+"), [[1, 2], [4, 5]]),
        (("separators", "--separator-value", "OTHER", "--no-blank-separators"), [[1, 5]]),
        (("key", "--split-key", "Account ([0-9]+)"), [[1, 3], [4, 5]]),
        (("key+separators", "--split-key", "Account ([0-9]+)"), [[1, 2], [4, 5]]),
    ],
)
def test_documents_begin_where_that_was_asked_for(
    sort: Sort, stack: Path, options: tuple[str, ...], expected: list[list[int]]
) -> None:
    assert sort(stack, "--split", *options) == expected


def test_the_manifest_tells_separators_reasons_and_settings(smartcat: Run, stack: Path) -> None:
    options = ("--split", "separators", "--separator-value", "CASE.*", "--ocr", "off")
    [manifest] = json.loads(smartcat("classify", stack, *options, "--format", "json").out)
    assert manifest["pages"][2]["separator"] == {"kind": "qr", "value": "CASE-17"}
    assert manifest["segments"][1]["cut_reasons"] == ["a separator sheet (qr) stands before it"]
    assert manifest["settings"]["split"] == ["separators"]
    assert manifest["settings"]["split_separator_value"] == "CASE.*"
    assert {page["boundary_confidence"] for page in manifest["pages"]} == {None}


def test_another_way_to_split_is_another_result(smartcat: Run, stack: Path) -> None:
    ways = (
        ("none",),
        ("page",),
        ("separators",),
        ("separators", "--no-blank-separators"),
        ("separators", "--blank-separators"),
        ("separators", "--keep-separators"),
    )
    outcomes = [
        smartcat("classify", stack, "--ocr", "off", "--format", "jsonl", "--split", *way).out
        for way in ways
    ]
    assert len({json.loads(out)["document_id"] for out in outcomes}) == len(ways)


def test_classes_cut_where_they_change(
    smartcat: Run, sort: Sort, dataset: Path, make_pdf: MakeFile, tmp_path: Path
) -> None:
    model = tmp_path / "classes.smartcat"
    assert smartcat("train", dataset, "--out", model).code == 0
    texts = [(dataset / name / "00.txt").read_text() for name in ("letter", "letter", "invoice")]
    path = make_pdf(*texts)
    for mode in ("class", "auto"):
        assert sort(path, "--split", mode, "--model", model) == [[1, 2], [3, 3]]


def test_documents_without_labels_teach_a_model_that_cuts_and_knows_no_classes(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    dice = random.Random(0)
    rows = ["path,document,stream"]
    for document in range(24):
        for number, text in enumerate(letter_pages(dice, 2 + document % 2)):
            name = f"{document}-{number}.txt"
            (tmp_path / name).write_text(text)
            rows.append(f"{name},{document},{document // 8}")
    (tmp_path / "labels.csv").write_text("\n".join(rows) + "\n")
    model = tmp_path / "model.smartcat"
    assert smartcat("train", tmp_path, "--out", model).code == 0

    path = make_pdf(*letter_pages(dice, 3), *letter_pages(dice, 2))
    options = ("--model", model, "--ocr", "off")
    [manifest] = json.loads(smartcat("classify", path, *options, "--format", "json").out)
    spans = [(one["first_page"], one["last_page"]) for one in manifest["segments"]]
    assert spans == [(0, 2), (3, 4)]
    second = manifest["segments"][1]
    assert second["prediction"]["reason"] == "no_classes"
    assert second["start_confidence"] == manifest["pages"][3]["boundary_confidence"] > 0.5
    assert second["cut_reasons"]

    table = smartcat("classify", path, *options)
    assert (table.code, table.err) == (0, "")
    refused = smartcat("classify", path, *options, "--split", "class")
    assert refused.code == 42
    assert "--split auto" in refused.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--split", "magic"), "choose from auto, class, page, none, separators, key"),
        (("--split", ""), "at least one"),
        (("--split", "auto+auto"), "once"),
        (("--split", "auto+class"), "name one of 'auto' and 'class'"),
        (("--split", "page+separators"), "leave nothing for other ways"),
        (("--split", "none,key", "--split-key", "K"), "leave nothing for other ways"),
        (("--split", "key"), "needs --split-key"),
        (("--split-key", "Account ([0-9]+)"), "--split-key goes with --split key"),
        (("--split", "key", "--split-key", "("), "not a regular expression"),
        (("--split", "separators", "--separator-value", "("), "not a regular expression"),
        (("--separator-value", "CASE.*"), "go with --split separators"),
        (("--split", "class", "--blank-separators"), "go with --split separators"),
        (("--split", "key", "--split-key", "K", "--keep-separators"), "go with --split separators"),
    ],
)
@pytest.mark.parametrize("command", ["classify", "split"])
def test_what_does_not_go_together_is_wrong_usage(
    smartcat: Run, tmp_path: Path, command: str, options: tuple[str, ...], told: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    out = ("--out", tmp_path / "out") if command == "split" else ()
    outcome = smartcat(command, path, *options, *out)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert "Traceback" not in outcome.err
