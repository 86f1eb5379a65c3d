"""Tables look alike, whether they were written as they are or by rich, which folds what is wide."""

import sys
from collections.abc import Sequence

import pytest

from smartcat.cli import columns
from smartcat.cli.columns import Cell, Column, show_columns

COLUMNS = (Column("Document", is_folded=True), Column("Pages", is_number=True), Column("Class"))
ROWS = (
    (Cell("a.pdf"), Cell("1-12"), Cell("invoice", "green")),
    (Cell("[red]b.pdf", "red"), Cell("", "red"), Cell("failed", "red")),
)


@pytest.fixture(autouse=True)
def _usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def folded(
    rows: Sequence[Sequence[Cell]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    with monkeypatch.context() as patch:
        patch.setattr(columns, "_fits", lambda _widths: False)
        show_columns(COLUMNS, rows)
    return capsys.readouterr().out


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ()])
def test_what_fits_is_written_as_rich_would_write_it(
    rows: Sequence[Sequence[Cell]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show_columns(COLUMNS, rows)
    written = capsys.readouterr().out
    assert written == folded(rows, capsys, monkeypatch)
    assert "\x1b" not in written


@pytest.mark.parametrize("name", ["x" * 200, "Grün 猫.pdf", "a\nb"])
def test_what_is_wide_or_not_plain_is_left_to_rich(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ((Cell(name), Cell("1"), Cell("invoice")),)
    show_columns(COLUMNS, rows)
    written = capsys.readouterr().out
    assert written == folded(rows, capsys, monkeypatch)
    assert max(map(len, written.splitlines())) <= 120


@pytest.mark.parametrize(
    ("variables", "has_colours"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_terminals_have_colours_unless_they_are_unwanted(
    variables: dict[str, str],
    has_colours: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    show_columns(COLUMNS, ROWS)
    assert ("\x1b[32m" in capsys.readouterr().out) is has_colours
