"""A store, and `smartcat-batch` in this process, with workers in processes of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smartcat.cli.batch import main
from smartcat.store import FolderStore


@dataclass(frozen=True)
class Outcome:
    """What a shell sees of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `smartcat-batch` with arguments."""

    def run(*arguments: Any) -> Outcome:
        monkeypatch.setattr("sys.argv", ["smartcat-batch", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results"


@pytest.fixture
def store(results: Path) -> FolderStore:
    return FolderStore(results)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Some texts, two of which are alike but for their names."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    texts = {
        "payslip.txt": "Payslip for May, gross pay, income tax, net pay, employer",
        "letter.txt": "Dear Sir or Madam, thank you for it. Yours truly",
        "copy.txt": "Dear Sir or Madam, thank you for it. Yours truly",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder
