"""Which model is in force, and why: a record for each time that it changed."""

from typing import Literal

from pydantic import AwareDatetime, Field

from smartcat.compare import Comparison
from smartcat.models import ModelIdentity, Noun


class Promotion(Noun):
    """A model took over; the newest record says which is in force.

    Attributes:
        schema_version: Version of this form.
        number: Which record of the store it is; they count from 1.
        kind: ``promotion`` of a new model, or ``rollback`` to one that was in force before.
        model: The one that is in force from then on.
        previous: The one that was in force.
        by: Who did it.
        at: When.
        test_sha256: Digest of the test set that it was compared on; absent for a rollback.
        comparison: What that found; absent for a rollback.
        objections: In what the model was not good enough; empty unless that was overruled.
        reason: Why it was done all the same, or why it was rolled back; absent where nobody said.
    """

    schema_version: Literal[1] = 1
    number: int = Field(ge=1)
    kind: Literal["promotion", "rollback"]
    model: ModelIdentity
    previous: ModelIdentity
    by: str = Field(min_length=1)
    at: AwareDatetime
    test_sha256: str | None = None
    comparison: Comparison | None = None
    objections: tuple[str, ...] = ()
    reason: str | None = None
