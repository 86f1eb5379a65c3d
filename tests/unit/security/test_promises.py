"""What SECURITY.md promises names tests that are there."""

import re
from pathlib import Path

TOP = Path(__file__).parents[3]
TOLD = (TOP / "SECURITY.md").read_text()


def test_the_tests_that_it_names_are_there() -> None:
    named = re.findall(r"`((?:tests|infra)/[^`]+)`", TOLD)
    assert len(named) > 10
    assert [path for path in named if not (TOP / path).exists()] == []


def test_each_promise_names_a_test() -> None:
    table = TOLD.partition("which test")[2].partition("## What stays")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ")]
    assert len(rows) > 10
    for row in rows[1:]:
        assert "test" in row[2] or row[2].strip() == "the same", row[0]
