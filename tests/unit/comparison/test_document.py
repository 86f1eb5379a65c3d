import re
from pathlib import Path
from xml.etree import ElementTree as ET

from comparison.answers import Answer
from comparison.document import Findings, write_document
from comparison.halves import Scan
from comparison.race import Lap, Outcome
from comparison.text_layers import TextLayerCosts
from comparison.threads import ThreadUsage
from measure import Usage

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
        text_layers=TextLayerCosts(2, 10, 0.5, 0.02, 0.004),
        start_up={"2018 way": Usage(2.0, MIB, 0, 2.0), "smartcat classify": ONE},
        imports={"something": ONE},
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
        "| one more page with all of SmartCat | 20.0 | 5.0 |",
        "| smartcat classify | 1.500 | 0.75 | 50 |",
        "| 1,000 | 0.300 | 103 | 1.03 |",
        "| OCRmyPDF | 2.00 | 3.00 | 1.50 | 2.00 | 1.60 |",
        "| Cores | 2 |",
    ):
        assert line in lines


def test_the_curve_of_the_cascade_is_shown_once_it_is_drawn(tmp_path: Path) -> None:
    assert not any("cascade.svg" in line for line in written(tmp_path))
    (tmp_path / "pictures" / "cascade.svg").write_text("<svg/>")
    assert any("(pictures/cascade.svg)" in line for line in written(tmp_path))


def test_the_picture_names_all_contenders_and_follows_the_page(tmp_path: Path) -> None:
    written(tmp_path)
    svg = (tmp_path / "pictures" / "benchmarks.svg").read_text()
    ET.fromstring(svg)
    assert all(one.name in svg for one in (OURS, BASE))
    assert "prefers-color-scheme: dark" in svg
    assert "#00000" not in svg
