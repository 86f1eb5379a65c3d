"""Examples in the documentation run as they stand, as scripts."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs"


def examples(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "import" in block]


@pytest.fixture
def prepared(workplace: Path) -> Path:
    """The workplace, with a table of labels and pages to measure on."""
    dataset = workplace / "dataset"
    shutil.copytree(dataset, workplace / "held-out")
    for path in (workplace / "held-out").glob("*/*.txt"):
        path.write_text(f"{path.read_text()} Held out\n")
    paths = sorted(path.relative_to(dataset) for path in dataset.glob("*/*.txt"))
    rows = [f"{path},{path.parent.name}" for path in paths]
    (dataset / "labels.csv").write_text("\n".join(["path,label", *rows]) + "\n")
    return workplace


@pytest.mark.parametrize(
    ("page", "number", "said"),
    [
        ("python.md", 0, r"letter-2\.pdf range\(0, 3\)"),
        ("python.md", 1, r"[\d.]+% of the pages are right(\n.*)*letter-0\.pdf 1"),
        ("python.md", 2, r'"key": "letter-0\.pdf"'),
        ("reference/python-api.md", 0, r"letter-0\.pdf 1 "),
    ],
)
def test_an_example_runs(prepared: Path, page: str, number: int, said: str) -> None:
    script = prepared / "example.py"
    script.write_text(examples(page)[number], encoding="utf-8")
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    ended = subprocess.run(
        [sys.executable, script.name],
        cwd=prepared,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(said, ended.stdout), ended.stdout


def test_all_examples_are_run() -> None:
    assert [len(examples(page)) for page in ("python.md", "reference/python-api.md")] == [3, 1]
