"""What a hostile file is, and what may come of it."""

from dataclasses import dataclass

from smartcat.errors import ExitCode

DONE = frozenset({ExitCode.OK})
UNREADABLE = frozenset({ExitCode.DOCUMENT_UNREADABLE})
ENCRYPTED = frozenset({ExitCode.DOCUMENT_ENCRYPTED})
TOO_LARGE = frozenset({ExitCode.DOCUMENT_TOO_LARGE})
UNSUPPORTED = frozenset({ExitCode.DOCUMENT_UNSUPPORTED})
DONE_OR_UNREADABLE = DONE | UNREADABLE
"""How much of a damaged file is mended differs from version to version of MuPDF."""


@dataclass(frozen=True)
class HostileFile:
    """A file that is made to break what reads it.

    Attributes:
        kind: What it attacks, in a word or two.
        name: What it is called.
        data: Its bytes.
        codes: What may come of it: exit codes, of which 0 stands for a result.
        reason: What the reason for a failure says, of the document or of one of its pages; absent
            where versions of MuPDF may differ.
        lost: Page indexes that have no result though the document has one; absent likewise.
    """

    kind: str
    name: str
    data: bytes
    codes: frozenset[ExitCode]
    reason: str | None = None
    lost: tuple[int, ...] | None = None
