import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.examples import Scenario

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


@pytest.mark.parametrize("scenario", [Scenario.DUPLEX, Scenario.LETTER_BETWEEN])
def test_packets_of_one_hard_case_can_be_made(
    smartcat: Run, tmp_path: Path, scenario: Scenario
) -> None:
    folder = tmp_path / "paperwork"
    numbers = ("--documents-per-class", 0, "--packets", 1)
    outcome = smartcat("examples", "make", folder, *numbers, "--scenario", scenario.value)
    assert outcome.code == 0
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) >= 30
    assert {row["scenario"] for row in rows} == {scenario.value}
    assert any(not row["label"] for row in rows) == (scenario is Scenario.DUPLEX)


def test_a_hard_case_that_does_not_exist_is_wrong_usage(smartcat: Run, tmp_path: Path) -> None:
    outcome = smartcat("examples", "make", tmp_path / "paperwork", "--scenario", "torn")
    assert outcome.code == 2
    assert "upside-down" in outcome.err
