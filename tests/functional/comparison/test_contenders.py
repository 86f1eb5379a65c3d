import os
import shutil
import sys
from pathlib import Path

import comparison
import pymupdf
import pytest
from comparison.course import Course, Place, by_place
from comparison.halves import HALVES, Scan
from comparison.programs.recipes import WAY_OF_2018
from comparison.running import Workplace
from comparison.scans import make_scan
from comparison.smartcat_contender import SmartCat
from comparison.text_contender import AS_IN_2018, TextContender

from smartcat.bundle import starter_bundle_path
from smartcat.read import ReadingMode

BILL = ["Electricity bill", "Meter reading in kWh", "Amount due for electricity"]
LETTER = ["Dear Mrs Example,", "Thank you for your letter", "Yours sincerely"]


def scan(folder: Path, number: int, label: str, lines: list[str], half: str) -> Scan:
    text, path = folder / f"text {number}.pdf", folder / half / label / f"{number}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=200)
        page.insert_text((40, 60), lines, fontsize=16)
        document.save(text)
    return Scan(path, label, make_scan(text, path, pages=1), half, 0)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = tmp_path / "made"
    made.mkdir()
    papers = [("bill", BILL), ("letter", LETTER)]
    kinds = [(label, lines, half) for half in HALVES for label, lines in papers]
    scans = [scan(tmp_path, number, *kind) for number, kind in enumerate(kinds)]
    return Course(tmp_path, made, Path(sys.executable), by_place(scans))


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    folder = str(Path(comparison.__file__).parents[1])
    known = os.environ.get("PYTHONPATH", "")
    return Workplace(tmp_path, os.environ | {"PYTHONPATH": os.pathsep.join([folder, known])})


def test_texts_are_read_learned_from_and_classified(course: Course, workplace: Workplace) -> None:
    contender = TextContender(course, "2018 way", AS_IN_2018, WAY_OF_2018)
    for place in course.portions:
        workplace.measure_all(contender.read(place))
    workplace.measure_all(contender.learn())
    workplace.measure_all(contender.predict(Place("b", 0)))
    answers = contender.answers(Place("b", 0))
    assert {name: said.document for name, said in answers.items()} == {
        "2.pdf": "bill",
        "3.pdf": "letter",
    }
    assert answers["2.pdf"].pages == ("bill",)


def test_manifests_are_answers(course: Course, workplace: Workplace) -> None:
    shutil.copy(starter_bundle_path(), course.made / "a.smartcat")
    contender = SmartCat(course, ReadingMode.FULL)
    workplace.measure_all(contender.read(Place("b", 0)))
    answers = contender.answers(Place("b", 0))
    assert sorted(answers) == ["2.pdf", "3.pdf"]
    assert all(said.pages is not None and len(said.pages) == 1 for said in answers.values())
    assert all(said.read_shares == (1.0,) for said in answers.values())
