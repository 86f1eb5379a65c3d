"""What workers say: a JSON object a line, on stderr; never what documents say, or are called."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

_USUAL = frozenset(vars(logging.makeLogRecord({})))
"""What every record has; what else one has was given with ``extra``."""


class JsonFormatter(logging.Formatter):
    """Writes a record as a JSON object: time, level, message, and what was given with ``extra``.

    Args:
        about: What all records are about.
    """

    def __init__(self, about: Mapping[str, object]) -> None:
        super().__init__()
        self._about = about

    def format(self, record: logging.LogRecord) -> str:
        """Write a record in a line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **self._about,
        }
        told |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


def log_json(**about: object) -> None:
    """Have what SmartCat logs written to stderr from now on, with what all of it is about."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(about))
    logger = logging.getLogger("smartcat")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)


def last_message(log: str) -> str:
    """What the last line of a log says, be it JSON or the end of a traceback."""
    lines = log.strip().splitlines()
    if not lines:
        return "it said nothing"
    try:
        return str(json.loads(lines[-1])["message"])
    except (ValueError, KeyError, TypeError):
        return lines[-1]
