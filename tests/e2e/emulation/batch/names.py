"""Names of things, and how they are asked for."""

import time
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""A JSON object, in the form of the API."""


class Refusal(Exception):  # noqa: N818  # it is what the service answers
    """The service does not do what was asked for: a ``ClientException``."""


@dataclass(frozen=True)
class Place:
    """Whose cloud it is.

    Attributes:
        account: Twelve digits.
        region: Such as ``us-east-1``.
    """

    account: str
    region: str

    def arn(self, kind: str, name: str) -> str:
        """Name a thing for all of AWS."""
        return f"arn:aws:batch:{self.region}:{self.account}:{kind}/{name}"


def name_of(reference: str) -> str:
    """The name of a thing that was asked for by its name or its ARN."""
    return reference.rpartition("/")[2]


def now_ms() -> int:
    """Milliseconds since 1970, as the API counts time."""
    return time.time_ns() // 1_000_000


def without_nothing(told: Json) -> Json:
    """Leave out what is not known: the API has no nulls."""
    return {key: value for key, value in told.items() if value is not None}
