"""Hostile files are split, or refused with a reason: no command hangs, and none leaves anything."""

import sys
from pathlib import Path
from typing import NamedTuple

import pymupdf
import pytest

from hostile.faces import GOOD, Inbox, Remains, make_inbox, run_program
from hostile.splitting import Split, load_splits
from smartcat.errors import ExitCode

REFUSED = {ExitCode.DOCUMENT_UNREADABLE, ExitCode.DOCUMENT_UNSUPPORTED}
"""What may be sorted and not be copied: plain text, pictures that cannot be put into a PDF as they
are, pages that take longer to write than they may."""


class Outcome(NamedTuple):
    """What came of all commands."""

    inbox: Inbox
    splits: dict[str, Split]
    remains: Remains


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    inbox = make_inbox(tmp_path_factory.mktemp("inbox"))
    out, temporary = map(tmp_path_factory.mktemp, ("split", "temporary"))
    program = [sys.executable, "-m", "hostile.splitting", str(inbox.folder), str(out)]
    remains = run_program(program, temporary, PYTHONPATH=":".join(sys.path))
    assert remains.code == ExitCode.OK, remains.err
    return Outcome(inbox, load_splits(out), remains)


def test_each_file_is_split_or_refused_as_it_is_elsewhere(outcome: Outcome) -> None:
    wrong = {
        file.name: (split.code, split.said[-500:])
        for file in outcome.inbox.files
        if (split := outcome.splits[file.name]).code not in file.codes | REFUSED
    }
    assert wrong == {}


def test_each_refusal_has_a_reason_in_a_line_and_leaves_no_file(outcome: Outcome) -> None:
    wrong = {
        split.name: (split.said[-500:], split.files)
        for split in outcome.splits.values()
        if split.code and (split.files or "smartcat: " not in split.said)
    }
    assert wrong == {}
    assert not [split.name for split in outcome.splits.values() if "Traceback" in split.said]


def test_what_was_written_can_be_opened(outcome: Outcome) -> None:
    written = [Path(file) for split in outcome.splits.values() for file in split.files]
    assert len(written) > len(outcome.splits) / 4
    for path in written:
        with pymupdf.open(path) as document:
            assert document.page_count


def test_the_good_file_beside_them_is_split(outcome: Outcome) -> None:
    good = outcome.splits[GOOD]
    assert (good.code, len(good.files)) == (ExitCode.OK, 1), good.said


def test_nothing_is_left(outcome: Outcome) -> None:
    assert (outcome.remains.left, outcome.remains.alive) == ([], [])
