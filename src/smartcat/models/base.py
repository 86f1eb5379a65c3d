"""What all nouns have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ClassLabel = str
"""One of the closed set of labels in the model bundle."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""A calibrated probability; absent where nothing was scored."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A part of a whole."""


class Noun(BaseModel):
    """Base of all nouns: frozen, and strict about its fields.

    No field is infinite or no number, for which JSON has no word: it would be stored as null, and
    not be read again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)
