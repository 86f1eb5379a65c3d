import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_examples_are_a_dataset_that_says_what_comes_next(smartcat: Run, tmp_path: Path) -> None:
    folder = tmp_path / "paperwork"
    options = ("--documents-per-class", 1, "--packets", 0)
    outcome = smartcat("examples", "make", folder, *options)
    assert outcome.code == 0
    assert f"smartcat train {folder}" in outcome.out
    assert len(list(folder.glob("documents/*/*"))) == 14
    assert smartcat("examples", "make", folder, *options).code == 2


def test_a_packet_comes_with_the_truth_about_it(smartcat: Run, tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    assert smartcat("examples", "packet", path, "--pages", 4).code == 0
    rows = path.with_suffix(".csv").read_text().splitlines()
    outcome = smartcat("classify", path, "--ocr", "off", "--format", "json")
    [manifest] = json.loads(outcome.out)
    assert len(rows) - 1 == manifest["source"]["page_count"] >= 4
