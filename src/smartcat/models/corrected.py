"""The result of one document as people have it."""

from typing import Literal

from pydantic import AwareDatetime, Field

from smartcat.models.base import ClassLabel, Confidence, Noun
from smartcat.models.correction import PageIndex
from smartcat.models.manifest import ModelIdentity, Source


class DecidedSegment(Noun):
    """Pages that belong together, and who says so.

    Attributes:
        pages: Page indexes in the order in which they belong.
        label: Its class, or the model's best guess where that decided; absent where there is none.
        confidence: Probability of the class; absent where a person decided.
        decided_by: ``model`` where a person left unchecked what it had found.
        needs_review: Whether a person must look at it still; never at what was checked.
    """

    pages: tuple[PageIndex, ...] = Field(min_length=1)
    label: ClassLabel | None = None
    confidence: Confidence | None = None
    decided_by: Literal["person", "model"]
    needs_review: bool


class CorrectedManifest(Noun):
    """A document's result with its latest correction; what the model said stays in the manifest.

    Attributes:
        schema_version: Version of this form.
        document_id: The result that was corrected.
        source: The input.
        model: Which model bundle had sorted it.
        number: Which of the document's corrections this is; they count from 1.
        by: Who corrected it.
        at: When.
        segments: All documents in the stack, in order; separator sheets are in none.
        needs_review: Whether a person must look at any segment still.
    """

    schema_version: Literal[1] = 1
    document_id: str
    source: Source
    model: ModelIdentity
    number: int = Field(ge=1)
    by: str
    at: AwareDatetime
    segments: tuple[DecidedSegment, ...] = Field(min_length=1)
    needs_review: bool
