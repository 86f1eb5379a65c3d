"""What comparing pages with earlier ones found."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from smartcat.drift.tallies import Subject
from smartcat.models import Confidence, Noun


class Verdict(StrEnum):
    """What is said of one subject."""

    AS_BEFORE = "as_before"
    """A large change would have been seen, and there is none."""
    DRIFTED = "drifted"
    """The change is no chance, and it is large enough to matter."""
    TOO_FEW = "too_few"
    """Not even a large change could be told from chance."""
    NOT_KNOWN = "not_known"
    """There is nothing to compare, on one side at least."""


class DriftRange(Noun):
    """Pages of which the same is said.

    Attributes:
        name: What is said of them: a class, a reason, a range of numbers.
        before: Their share then.
        now: Their share now.
    """

    name: str
    before: Confidence
    now: Confidence


class DriftMeasure(Noun):
    """One subject, then and now.

    Attributes:
        subject: What pages are counted by.
        verdict: What is said of it.
        unknown_side: Where nothing is known of it; absent if it was compared.
        ranges: Shares then and now; empty if nothing was compared.
        pages_before: Pages counted then.
        pages: Pages counted now.
        witnesses_before: How many independent pages they are worth.
        witnesses: The same of those now.
        psi: Population stability index: 0 if all shares are the same; from 0.1 a change is worth a
            look, from 0.25 it is large.
        chance: How probable it is that at least as large a change comes by chance, if nothing
            has changed; for this subject alone.
    """

    subject: Subject
    verdict: Verdict
    unknown_side: Literal["before", "now"] | None = None
    ranges: tuple[DriftRange, ...] = ()
    pages_before: int = 0
    pages: int = 0
    witnesses_before: float = 0.0
    witnesses: float = 0.0
    psi: float | None = None
    chance: Confidence | None = None


class Drift(Noun):
    """All subjects, then and now.

    Attributes:
        schema_version: Version of this form.
        model: Digest of the model bundle.
        compared_with: ``training``, or the earlier run.
        level: Chance that any subject at all is called drifted although nothing has changed.
        documents: How many documents were looked at.
        without_result: How many more have none, or failed.
        has_drifted: Whether any subject has.
        measures: Subject by subject.
    """

    schema_version: Literal[1] = 1
    model: str
    compared_with: str
    level: float = Field(gt=0, lt=1)
    documents: int
    without_result: int
    has_drifted: bool
    measures: tuple[DriftMeasure, ...]
