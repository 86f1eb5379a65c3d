"""What the doctor finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from smartcat.aws import told_of
from smartcat.errors import AccessDeniedError, ExitCode, SmartCatError
from smartcat.models import Noun

Ask = Callable[..., dict[str, Any]]
"""Asks AWS: a service and an operation, as boto3 calls them, and the request; gives the answer."""
_NOT_FOUND = ("NotFound", "NonExistentQueue", "QueueDoesNotExist", "NoSuch", "404")
_NAMED = "name the deployment with --deployment, or make one: make deploy"


class Level(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """Something does not work."""
    WARNING = "warning"
    """Something may be wrong, or could not be looked at."""
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
        exit_code: What stands for it, of `smartcat.errors.ExitCode`; 0 if it is no error.
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
        rights: What one must be allowed to, to look.
        look: Looks.
    """

    name: str
    subject: str
    rights: str
    look: Callable[["Check"], Iterable[Finding]]

    def ok(self, says: str) -> Finding:
        """It is as it should be."""
        return self._finding(Level.OK, says)

    def warning(self, says: str, remedy: str) -> Finding:
        """It may be wrong."""
        return self._finding(Level.WARNING, says, remedy)

    def error(self, says: str, remedy: str, code: int = ExitCode.CONFIGURATION) -> Finding:
        """It is wrong."""
        return self._finding(Level.ERROR, says, remedy, code)

    def about(self, subject: str) -> "Check":
        """The same of another thing."""
        return Check(self.name, subject, self.rights, self.look)

    def _finding(self, level: Level, says: str, remedy: str = "", code: int = 0) -> Finding:
        return Finding(
            check=self.name,
            subject=self.subject,
            level=level,
            says=says,
            remedy=remedy,
            exit_code=code,
        )


def findings(checks: Iterable[Check]) -> Iterator[Finding]:
    """Look at all; what cannot be looked at is a finding, too, and the others go on."""
    for check in checks:
        try:
            yield from check.look(check)
        except AccessDeniedError:
            yield check.warning("you may not look at it", f"have yourself allowed {check.rights}")
        except SmartCatError as error:
            said = str(told_of(error).get("aws", error))
            if any(words in said for words in _NOT_FOUND):
                yield check.warning("there is none of that name", _NAMED)
            else:
                yield check.warning(f"it could not be looked at: {said}", "try again")
