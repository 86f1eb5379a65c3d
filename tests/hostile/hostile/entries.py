"""Entries of a folder whose names, or whose kind, are the attack."""

import os
import socket
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from smartcat.errors import ExitCode
from smartcat.locations import escaped

KEY_BYTES = 1024
"""Keys of S3 are no longer than this."""
_NAME_BYTES, _PATH_BYTES = 255, 4096
_LETTER = "Dear Madam, thank you for your letter about the mortgage. Yours sincerely\n"

NAMES = (
    b"new\nline.txt",
    b"carriage\rreturn.txt",
    b"tab\tand\x1b[31mescape.txt",
    b"-rf.txt",
    b"--help",
    b"~root.txt",
    b"$(id).txt",
    b"`id`.txt",
    b"a..b.txt",
    b"in%2f..%2f..%2fetc%2fpasswd",
    b"in\\..\\..\\windows.txt",
    b"s3:",
    b"=cmd|calc.txt",
    b" ",
    b"trailing space .txt ",
    b"not-unicode-\xff.txt",
    "Ru\u0308ckfrage.txt".encode(),
    "R\u00fcckfrage.txt".encode(),
    "right-to-left-\u202etxt.exe".encode(),
    b"x" * _NAME_BYTES,
)
"""Names that steer terminals, shells, options and paths; two are alike but for their form."""


class Entry(NamedTuple):
    """What is in a folder besides files of hostile content.

    Attributes:
        key: What it is called in results.
        code: What comes of it.
        reason: What the reason for a failure says.
    """

    key: str
    code: ExitCode = ExitCode.OK
    reason: str = ""


def make_entries(folder: Path) -> list[Entry]:
    """Make entries that each must have a result, and some that must have none.

    Folders that are linked to are passed over, as are hidden files.
    """
    for name in NAMES:
        (folder / os.fsdecode(name)).write_text(_LETTER)
    (folder / ".hidden.txt").write_text(_LETTER)
    (folder / "folder-loop").symlink_to(folder)
    (folder / "whole-system").symlink_to("/")
    entries = [Entry(escaped(os.fsdecode(name))) for name in NAMES]
    return [*entries, _long_key(folder), _too_deep(folder), *_links(folder), *_no_files(folder)]


def _long_key(folder: Path) -> Entry:
    """A file whose key is as long as S3 lets it be."""
    parts = ["k" * 200] * 5
    key = "/".join([*parts, "k" * (KEY_BYTES - len("/".join(parts)) - 1)])
    (folder / key).parent.mkdir(parents=True)
    (folder / key).write_text(_LETTER)
    return Entry(key)


def _too_deep(folder: Path) -> Entry:
    """A folder whose path is longer than Linux takes; who goes down step by step may make it."""
    path = folder
    with chdir(folder):
        while len(os.fsencode(path)) < _PATH_BYTES:
            path /= "t" * 200
            Path(path.name).mkdir()
            os.chdir(path.name)
        Path("letter.txt").write_text(_LETTER)
    key = path.relative_to(folder).as_posix()
    return Entry(key, ExitCode.DOCUMENT_UNREADABLE, "name too long")


_LINKS = {
    "to-passwd": ("/etc/passwd", Entry("to-passwd")),
    "loop": ("loop", Entry("loop", ExitCode.DOCUMENT_UNREADABLE, "symbolic links")),
    "nowhere": ("/no/such/file", Entry("nowhere", ExitCode.DOCUMENT_NOT_FOUND, "no such file")),
    "endless": (
        "/dev/zero",
        Entry("endless", ExitCode.DOCUMENT_UNREADABLE, "not a regular file"),
    ),
    "memory": ("/proc/self/mem", Entry("memory", ExitCode.DOCUMENT_UNSUPPORTED, "empty")),
    "made-up": ("/proc/version", Entry("made-up", ExitCode.DOCUMENT_UNSUPPORTED, "empty")),
}


def _links(folder: Path) -> list[Entry]:
    for name, (target, _) in _LINKS.items():
        (folder / name).symlink_to(target)
    return [entry for _, entry in _LINKS.values()]


def _no_files(folder: Path) -> list[Entry]:
    os.mkfifo(folder / "pipe")
    with chdir(folder), socket.socket(socket.AF_UNIX) as server:  # paths of sockets are short
        server.bind("socket")
    refusal = (ExitCode.DOCUMENT_UNREADABLE, "not a regular file")
    return [Entry("pipe", *refusal), Entry("socket", *refusal)]
