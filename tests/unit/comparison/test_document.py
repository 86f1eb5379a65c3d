import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from cascade import Point
from comparison.answers import Answer
from comparison.document import Findings, write_document
from comparison.halves import Scan
from comparison.race import Lap, Outcome
from comparison.threads import ThreadUsage
from imports import ImportCost, Share
from measure import Usage
from text_layer import TextLayerCosts

MIB = 2**20
SCANS = [Scan(Path("1.pdf"), "bill", 2, "a", 0), Scan(Path("2.pdf"), "letter", 2, "b", 0)]
RIGHT = {
    "1.pdf": Answer("bill", ("bill", "bill"), (1.0, 0.5)),
    "2.pdf": Answer("letter", ("letter", "bill"), (0.2, 0.3)),
}
WRONG = {name: Answer("bill", None) for name in RIGHT}


def laps(*cpu_s: float) -> list[Lap]:
    return [Lap(2, seconds, 100 * MIB) for seconds in cpu_s]


BASE = Outcome("2018 way, eng", False, laps(4.0, 8.0), WRONG)
OURS = Outcome("SmartCat, full", True, laps(1.0, 4.0), RIGHT)
ONE = Usage(1.5, 50 * MIB, 0, 2.0)


def findings() -> Findings:
    return Findings(
        data="Two documents.",
        is_made_up=True,
        scans=SCANS,
        at_once=2,
        outcomes=[OURS, BASE],
        base=BASE,
        floor_share=0.4,
        curve=[Point(0.95, 0.2, 0.4, 0.9, 0.8, 0.99, None), Point(1.1, 0.5, 1, 0.91, 0.8, 1, None)],
        text_layers=TextLayerCosts(10, 4.0, 20.0, {"read": 15.0}),
        start_up={"2018 way": Usage(2.0, MIB, 0, 2.0), "smartcat classify": ONE},
        imports=[ImportCost("smartcat", 0.25, 30 * MIB, 1234, (Share("typer", 0.5),))],
        long_scans={10: Usage(3.0, 100 * MIB, 0, 1.0), 1000: Usage(300.0, 103 * MIB, 0, 1.0)},
        threads=[ThreadUsage("OCRmyPDF", Usage(10.0, MIB, 0, 10.0), Usage(15.0, MIB, 0, 8.0))],
        thread_pages=5,
        machine={"Cores": "2"},
        versions={"SmartCat": "0.1.0"},
    )


def written(folder: Path) -> list[str]:
    write_document(findings(), folder / "benchmarks.md")
    return (folder / "benchmarks.md").read_text().splitlines()


def test_costs_are_means_and_ratios_those_of_portions(tmp_path: Path) -> None:
    lines = written(tmp_path)
    assert "| SmartCat, full | 1.250 | 0.38 | 0.25 to 0.50 | 100 |" in lines
    assert "| 2018 way, eng | 3.000 | 1.00 | 1.00 to 1.00 | 100 |" in lines


def test_accuracies_are_told_with_what_they_speak_for(tmp_path: Path) -> None:
    ours, theirs = (line for line in written(tmp_path) if re.search(r"full.*points|eng .*%", line))
    assert re.match(r"\| SmartCat, full \| 100.0% \(.*\) \| \+50.0 points \(.*\) \| 75.0% ", ours)
    assert re.match(r"\| 2018 way, eng \| 50.0% \(.*\) \| - \| - \|$", theirs)


def test_all_else_that_was_measured_is_told(tmp_path: Path) -> None:
    lines = written(tmp_path)
    for line in (
        "| SmartCat, full | 4 | 25% | 50% |",
        "| 0.95 | 0.200 | 40% | 90.0% | 80.0% | 99.0% |",
        "| never | 0.500 | 100% | 91.0% | 80.0% | 100.0% |",
        "| all of SmartCat | 20.00 | 5.00 |",
        "| … read | 15.00 | 3.75 |",
        "| smartcat | 0.250 | 30 | 1,234 | typer 50% |",
        "| smartcat classify | 1.500 | 0.75 | 50 |",
        "| 1,000 | 0.300 | 103 | 1.03 |",
        "| OCRmyPDF | 2.00 | 3.00 | 1.50 | 2.00 | 1.60 |",
        "| Cores | 2 |",
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("name", "shown"),
    [("benchmarks.svg", ("SmartCat, full", "2018 way, eng")), ("cascade.svg", ("0.95", "never"))],
)
def test_pictures_show_all_and_follow_the_page(
    tmp_path: Path, name: str, shown: tuple[str, ...]
) -> None:
    assert any(f"(pictures/{name})" in line for line in written(tmp_path))
    svg = (tmp_path / "pictures" / name).read_text()
    ET.fromstring(svg)
    assert all(one in svg for one in shown)
    assert "prefers-color-scheme: dark" in svg
    assert "#00000" not in svg
