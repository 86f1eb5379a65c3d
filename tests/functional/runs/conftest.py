"""A store, and `smartcat-batch` in this process, with workers in processes of their own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.cli.batch import main
from smartcat.store import FolderStore

Run = Callable[..., Any]


@pytest.fixture
def batch(shell: Callable[..., Run]) -> Run:
    """Run `smartcat-batch` with arguments."""
    return shell("smartcat-batch", main)


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


@pytest.fixture
def manifests() -> Callable[[Path], dict[str, dict[str, Any]]]:
    """Read all manifests of a results folder by document, without what may differ."""

    def read(results: Path) -> dict[str, dict[str, Any]]:
        found = {}
        for path in results.glob("documents/*/manifest.json"):
            manifest = json.loads(path.read_text())
            del manifest["execution"]
            found[path.parent.name] = manifest
        return found

    return read
