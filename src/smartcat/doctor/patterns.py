"""Which objects a deployment hears of: the pattern of its rule, as EventBridge reads it."""

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from smartcat.errors import ConfigurationError


@dataclass(frozen=True)
class Pattern:
    """Which objects are heard of.

    Attributes:
        buckets: In these buckets.
        keys: With keys that match one of these; all, if there are none.
    """

    buckets: tuple[str, ...]
    keys: tuple[dict[str, str], ...]

    def lets_pass(self, key: str) -> bool:
        """Whether a key is one that EventBridge lets through."""
        return not self.keys or any(_matches(key, one) for one in self.keys)

    @property
    def wanted(self) -> str:
        """The keys that match, for people: ``in/*.pdf``."""
        return ", ".join(one.get("wildcard") or f"{one.get('prefix', '')}*" for one in self.keys)


def pattern_of(rule: dict[str, Any]) -> Pattern:
    """Read the pattern of a rule, as ``DescribeRule`` tells it.

    Raises:
        ConfigurationError: It is not about objects in a bucket.
    """
    try:
        detail = json.loads(rule["EventPattern"])["detail"]
        buckets = tuple(map(str, detail["bucket"]["name"]))
        keys = tuple(dict(one) for one in detail.get("object", {}).get("key", ()))
    except (KeyError, TypeError, ValueError):
        raise ConfigurationError(
            "its pattern is none of objects in a bucket; run make deploy"
        ) from None
    return Pattern(buckets, keys)


def _matches(key: str, pattern: dict[str, str]) -> bool:
    if "wildcard" in pattern:
        return _fits(key, pattern["wildcard"])
    return key.startswith(pattern.get("prefix", ""))


def _fits(key: str, wildcard: str) -> bool:
    """Whether a key fits a pattern in which ``*`` alone has a meaning."""
    escaped = "".join(f"[{letter}]" if letter in "?[" else letter for letter in wildcard)
    return fnmatchcase(key, escaped)
