"""One folder of all that is hostile, with a good file in it, and what a face makes of it."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hostile.all_files import all_files
from hostile.entries import Entry, make_entries
from hostile.file import HostileFile
from hostile.raw_pdf import good_pdf

GOOD = "good.pdf"
_MARK = "SMARTCAT_TEST_MARK"
_PATIENCE_S = 10.0
_LIMIT_S = 300.0
"""A command that takes this long hangs: all pages together take less than a minute."""


@dataclass(frozen=True)
class Inbox:
    """A folder of documents.

    Attributes:
        folder: Where.
        files: What was written there, without its bytes.
        entries: What is there besides.
    """

    folder: Path
    files: tuple[HostileFile, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Remains:
    """What remains of a program.

    Attributes:
        code: Its exit code.
        err: What it said.
        left: Files that it left where temporary files go.
        alive: Processes that it left.
    """

    code: int
    err: str
    left: Sequence[str]
    alive: Sequence[int]


@dataclass(frozen=True)
class Outcome(Remains):
    """What a face made of the folder.

    Attributes:
        manifests: Results by key.
    """

    manifests: dict[str, dict[str, Any]]


def make_inbox(folder: Path) -> Inbox:
    """Fill a folder."""
    (folder / GOOD).write_bytes(good_pdf())
    return Inbox(folder, tuple(_written(folder)), tuple(make_entries(folder)))


def _written(folder: Path) -> Iterator[HostileFile]:
    for file in all_files():
        (folder / file.name).write_bytes(file.data)
        yield replace(file, data=b"")


def run(command: list[str], results: Path, temporary: Path) -> Outcome:
    """Run a command of SmartCat, which may take little for each page, and look what it leaves.

    Args:
        command: The name of the program, and its arguments.
        results: The folder that they name for results.
        temporary: An empty folder for all that is temporary.
    """
    program = [str(Path(sys.executable).with_name(command[0])), *command[1:]]
    remains = run_program([*program, "--page-timeout", "1"], temporary)
    return Outcome(**vars(remains), manifests=_manifests(results))


def run_program(program: list[str], temporary: Path, **environment: str) -> Remains:
    """Run a program, and look what it leaves.

    Args:
        program: Its path, and its arguments.
        temporary: An empty folder for all that is temporary.
        environment: Variables for it, besides those of this process.
    """
    mark = uuid.uuid4().hex
    ended = subprocess.run(
        program,
        env={**os.environ, **environment, "TMPDIR": str(temporary), _MARK: mark},
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=False,
        timeout=_LIMIT_S,
    )
    alive = _alive(mark)
    left = [path.name for path in temporary.iterdir()]
    return Remains(ended.returncode, ended.stdout + ended.stderr, left, alive)


def _manifests(results: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(path.read_text()) for path in results.glob("documents/*/manifest.json")]
    by_key = {manifest["source"]["key"]: manifest for manifest in found}
    assert len(by_key) == len(found)
    return by_key


def _alive(mark: str) -> list[int]:
    """Processes that carry a mark, once those that are about to end have ended."""
    deadline = time.monotonic() + _PATIENCE_S
    while (marked := _marked(f"{_MARK}={mark}".encode())) and time.monotonic() < deadline:
        time.sleep(0.1)
    return marked


def _marked(mark: bytes) -> list[int]:
    marked = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (folder / "environ").read_bytes():
                marked.append(int(folder.name))
    return marked
