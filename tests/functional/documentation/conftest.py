"""A folder with a little of all that the documentation works on."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from documentation.pages import ROOT

SUBJECTS = {
    "invoice": "Invoice number net amount value added tax total due within thirty days please "
    "transfer to our account goods delivered quantity price discount order customer",
    "letter": "Dear Madam thank you for your letter we are pleased to tell you that your request "
    "was granted and look forward to meeting you at our office yours sincerely",
    "payslip": "Payslip employee gross salary deductions income tax social security net pay month "
    "personnel number bank account holiday hours overtime employer",
}
LETTER = "Dear Mrs Example,\n\nthank you for your letter about the mortgage on your house.\n"
Shell = Callable[[list[str], Path], str]


@pytest.fixture(scope="session")
def shell() -> Shell:
    """Give what runs a program in a folder, and returns what it prints."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SMARTCAT_", "AWS_"))
    } | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",  # so that what is said on both ways stays in order
        "COLUMNS": "120",
    }

    def run(program: list[str], folder: Path) -> str:
        told = subprocess.run(
            program,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=300,
            check=False,  # what it printed says more than that it failed
        )
        assert told.returncode == 0, told.stdout
        return told.stdout

    return run


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, shell: Shell) -> Path:
    """Make the folder, once for all pages."""
    folder = tmp_path_factory.mktemp("prepared")
    for name in ("examples", "benchmarks"):
        (folder / name).symlink_to(ROOT / name)
    _make_documents(folder)
    for name, count, first in (("dataset", 12, 0), ("held-out", 10, 50)):
        _make_classes(folder / name, count, first)
    for name, first in (("learned", 0), ("packets", 100)):
        _make_streams(folder / name, first)
    shell(["smartcat", "train", "learned", "--out", "mine.smartcat"], folder)
    shutil.rmtree(folder / "learned")
    return folder


@pytest.fixture
def workplace(prepared: Path, tmp_path: Path) -> Path:
    """Give a page a folder of its own."""
    return Path(shutil.copytree(prepared, tmp_path / "work", symlinks=True))


def _make_documents(folder: Path) -> None:
    (folder / "inbox").mkdir()
    for name, pages in (("scan", 2), ("stack", 4), ("inbox/a", 1), ("inbox/b", 2)):
        document = pymupdf.open()
        for number in range(pages):
            text = f"{LETTER}Kontonummer: {4711 + number // 2}\n"
            document.new_page().insert_textbox((60, 80, 540, 780), text, fontsize=12)
        document.save(folder / f"{name}.pdf")


def _text(label: str, number: int) -> str:
    words = SUBJECTS[label].split()
    turned = words[number % len(words) :] + words[: number % len(words)]
    return f"{' '.join(turned + words[: 6 + number % 7])}\nReference {number}\n"


def _make_classes(folder: Path, count: int, first: int) -> None:
    for label in SUBJECTS:
        (folder / label).mkdir(parents=True)
        for number in range(first, first + count):
            (folder / label / f"{number}.txt").write_text(_text(label, number))


def _make_streams(folder: Path, first: int) -> None:
    """Make page streams of documents with two pages each, as texts."""
    folder.mkdir()
    rows = [
        (f"{number}-{page}.txt", label, f"d{number}", f"s{number // 6}", f"case-{number % 2}")
        for number in range(first, first + 60)
        for label in [list(SUBJECTS)[number % 3]]
        for page in (1, 2)
    ]
    with (folder / "labels.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "label", "document", "stream", "scenario"), *rows])
    for index, (path, label, *_) in enumerate(rows):
        (folder / path).write_text(f"{_text(label, first + index)}Page {index % 2 + 1} of 2\n")
