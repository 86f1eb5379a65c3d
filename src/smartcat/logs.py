"""What workers and functions say: a JSON object a line, on stderr.

Never what documents say, or are called: logs are read by more people than documents are. So of
errors that nobody foresaw it is told where they came from, and of what libraries log only that they
did: both may quote anything.
"""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

_OURS = "smartcat"
_MOST_CAUSES = 5

_USUAL = frozenset(vars(logging.makeLogRecord({})))
"""What every record has; what else one has was given with ``extra``."""


MEASURED = "measured"
"""The name of an ``extra`` that is a `Measured`."""

_NAMESPACE = "SmartCat"
"""Of all metrics of CloudWatch."""


class Measured(NamedTuple):
    """Figures that CloudWatch makes metrics of.

    Attributes:
        dimensions: What they are told apart by.
        units: The unit of each, as CloudWatch calls it.
        values: The figures; some may be missing.
    """

    dimensions: Mapping[str, str]
    units: Mapping[str, str]
    values: Mapping[str, float]

    @property
    def told(self) -> dict[str, object]:
        """Dimensions and figures, side by side."""
        return {**self.dimensions, **self.values}

    def as_metrics(self, milliseconds: int) -> dict[str, object]:
        """Say which of the figures beside this are metrics, in the embedded metric format.

        Amazon CloudWatch User Guide, Specification: Embedded metric format. No request is needed,
        and nothing to wait for: CloudWatch reads it from the log.
        """
        metrics = [{"Name": name, "Unit": self.units[name]} for name in self.values]
        one = {
            "Namespace": _NAMESPACE,
            "Dimensions": [list(self.dimensions)],
            "Metrics": metrics,
        }
        return {"_aws": {"Timestamp": milliseconds, "CloudWatchMetrics": [one]}}


class JsonFormatter(logging.Formatter):
    """Writes a record as a JSON object: time, level, message, and what was given with ``extra``.

    Of an exception it writes where it was raised, and not what it says: that may be of a document.

    Args:
        about: What all records are about.
        has_metrics: Whether figures are marked as metrics.
    """

    def __init__(self, about: Mapping[str, object], *, has_metrics: bool) -> None:
        super().__init__()
        self._about = about
        self._has_metrics = has_metrics

    def format(self, record: logging.LogRecord) -> str:
        """Write a record in a line."""
        is_ours = record.name.partition(".")[0] == _OURS
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage() if is_ours else f"a library logged: {record.name}",
            **self._about,
        }
        if not is_ours:
            return json.dumps({**told, "line": f"{record.pathname}:{record.lineno}"}, default=str)
        told |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        measured = told.pop(MEASURED, None)
        if isinstance(measured, Measured):
            told |= measured.told
            if self._has_metrics:
                told |= measured.as_metrics(round(record.created * 1000))
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["traceback"] = "".join(traceback.format_tb(record.exc_info[2]))
        return json.dumps(told, default=str)


def log_json(*, level: str = "INFO", has_metrics: bool = False, **about: object) -> None:
    """Have what SmartCat logs written to stderr from now on.

    Args:
        level: What is not worth it: ``DEBUG``, ``INFO``, ``WARNING`` or ``ERROR``.
        has_metrics: Whether figures are marked as metrics, where CloudWatch reads the log.
        about: What all of it is about.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(about, has_metrics=has_metrics))
    logger = logging.getLogger(_OURS)
    logger.handlers = [handler]
    logger.setLevel(level)
    logger.propagate = False  # AWS Lambda has a handler of its own, which would say it again
    # What libraries log goes to that one, or to a last resort, which both tell all of it.
    logging.getLogger().handlers = [handler]


def bug_report(error: BaseException) -> str:
    """Say that an error is a bug, and where it is; not what it says, which may be of a document."""
    kinds = [type(error).__name__]
    cause = error.__cause__ or error.__context__
    while cause is not None and len(kinds) < _MOST_CAUSES:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"a bug: {' from '.join(kinds)}; please report it, with these lines:\n{places}"


def last_message(log: str) -> str:
    """What the last line of a log says, be it JSON or the end of a traceback."""
    lines = log.strip().splitlines()
    if not lines:
        return "it said nothing"
    try:
        return str(json.loads(lines[-1])["message"])
    except (ValueError, KeyError, TypeError):
        return lines[-1]
