"""The two pools of wording, read from the TOML files beside this module.

A pool has one file a class label, with its layouts and its phrases in both languages, and
``shared.toml`` with names, places and phrases that several labels use.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any


class Wording(StrEnum):
    """Which pool of issuers, people, phrases and layouts an example is made from."""

    TRAINING = "training"
    HELD_OUT = "held-out"
    """Shares the labels with ``TRAINING`` and what real forms share, but nothing else."""


class Language(StrEnum):
    """The language that a document is written in."""

    GERMAN = "de"
    ENGLISH = "en"


@dataclass(frozen=True)
class Lexicon:
    """What one label looks and reads like in one wording and one language.

    Attributes:
        layouts: Alternatives; each is a list of blocks, separated by semicolons.
        phrases: Templates by name; the label's own come before the shared ones.
    """

    layouts: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]


@cache
def lexicon(wording: Wording, language: Language, label: str) -> Lexicon:
    """Return the lexicon of a label."""
    own = _tables(wording, label)
    shared = _tables(wording, "shared")
    phrases = {**shared[language.value], **own[language.value]}
    return Lexicon(
        layouts=tuple(phrases.get("layouts") or own["layouts"]),
        phrases={name: tuple(lines) for name, lines in phrases.items()},
    )


@cache
def _tables(wording: Wording, name: str) -> dict[str, Any]:
    file = resources.files(__package__) / "wording" / wording.value / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
