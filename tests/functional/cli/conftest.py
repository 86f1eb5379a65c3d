"""Run commands in this process, as a shell would see them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from smartcat.cli import main

SUBJECTS = {
    "letter": "Dear Sir or Madam, thank you for it. Yours truly, our service team",
    "invoice": "Invoice number 4711, net amount, value added tax, total due, to be paid in 30 days",
    "contract": "This agreement is made between the parties; the seller sells and the buyer buys",
}


@dataclass(frozen=True)
class Outcome:
    """What a shell sees of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def smartcat(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `smartcat` with arguments."""

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["smartcat", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)

    return run


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
