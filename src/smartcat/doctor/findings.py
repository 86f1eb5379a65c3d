"""What the doctor finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from smartcat.errors import ExitCode
from smartcat.models import Noun

Ask = Callable[..., dict[str, Any]]
"""Asks AWS: a service and an operation, as boto3 calls them, and the request; gives the answer."""


class Level(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """Something does not work."""
    WARNING = "warning"
    """Something may be wrong, passes by itself, or could not be looked at."""
    OK = "ok"
    """It is as it should be."""


class Finding(Noun):
    """What was found out about a thing.

    Attributes:
        check: What was looked at: ``job queue``.
        subject: Which one.
        level: How bad it is.
        says: What was found.
        remedy: What to do; empty where there is nothing to do.
        exit_code: What stands for it, of `smartcat.errors.ExitCode`; 0 if nothing is known to be
            wrong.
    """

    check: str
    subject: str
    level: Level
    says: str
    remedy: str = ""
    exit_code: int = 0


@dataclass(frozen=True)
class Check:
    """Something that is looked at.

    Attributes:
        name: What.
        subject: Which one.
        look: Looks.
    """

    name: str
    subject: str
    look: Callable[["Check"], Iterable[Finding]]

    def ok(self, says: str) -> Finding:
        """It is as it should be."""
        return self._finding(Level.OK, says)

    def warning(self, says: str, remedy: str) -> Finding:
        """It may be wrong."""
        return self._finding(Level.WARNING, says, remedy)

    def passing(self, says: str, remedy: str) -> Finding:
        """It is not as it should be, and passes by itself."""
        return self._finding(Level.WARNING, says, remedy, ExitCode.TRANSIENT)

    def error(self, says: str, remedy: str, code: int = ExitCode.CONFIGURATION) -> Finding:
        """It is wrong."""
        return self._finding(Level.ERROR, says, remedy, code)

    def about(self, subject: str) -> "Check":
        """The same of another thing."""
        return replace(self, subject=subject)

    def _finding(self, level: Level, says: str, remedy: str = "", code: int = 0) -> Finding:
        return Finding(
            check=self.name,
            subject=self.subject,
            level=level,
            says=says,
            remedy=remedy,
            exit_code=code,
        )


def exit_code_of(found: Iterable[Finding]) -> int:
    """What the doctor ends with: what is wrong goes before what passes by itself."""
    codes = {one.exit_code for one in found} - {0}
    return max(codes - {ExitCode.TRANSIENT}, default=max(codes, default=0))
