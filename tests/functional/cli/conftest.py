"""Run commands in this process, as a shell would see them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.cli import main

SUBJECTS = {
    "letter": "Dear Sir or Madam, thank you for it. Yours truly, our service team",
    "invoice": "Invoice number 4711, net amount, value added tax, total due, to be paid in 30 days",
    "contract": "This agreement is made between the parties; the seller sells and the buyer buys",
}


Run = Callable[..., Any]


@pytest.fixture
def smartcat(shell: Callable[..., Run]) -> Run:
    """Run `smartcat` with arguments."""
    return shell("smartcat", main)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Make a folder of plain texts per class, twelve each, no two alike."""
    root = tmp_path / "dataset"
    for label, text in SUBJECTS.items():
        (root / label).mkdir(parents=True)
        for number in range(12):
            words = text.split()
            varied = " ".join(words[number % 5 :] + words[: 8 + number])
            (root / label / f"{number:02}.txt").write_text(f"{varied}\nReference {number}\n")
    return root
