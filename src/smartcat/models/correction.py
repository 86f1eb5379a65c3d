"""What a person says of a document that a model has sorted."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from smartcat.models.base import ClassLabel, Noun

PageIndex = Annotated[int, Field(ge=0)]


class CorrectedSegment(Noun):
    """Pages that belong together, as a person sees it.

    Attributes:
        pages: Page indexes in the order in which they belong, which need not be the order in
            which they lie.
        label: Its class; absent where the person gave none. It may be one that the model does not
            know yet.
        is_checked: Whether the person looked at it; only what was looked at teaches a model.
    """

    pages: tuple[PageIndex, ...] = Field(min_length=1)
    label: Annotated[ClassLabel, Field(min_length=1)] | None = None
    is_checked: bool


class Correction(Noun):
    """What one person said of one document, as a whole; a later one takes its place.

    Attributes:
        schema_version: Version of this form.
        document_id: The result that the person looked at.
        key: The document's name, as in its manifest.
        source_sha256: Digest of the document's bytes, as in its manifest.
        model_sha256: Digest of the model bundle that had sorted it.
        by: Who says so.
        at: When.
        segments: All documents in the stack, in order; no page is in two of them. Separator sheets
            are in none.
    """

    schema_version: Literal[1] = 1
    document_id: str
    key: str
    source_sha256: str | None = None
    model_sha256: str
    by: str = Field(min_length=1)
    at: AwareDatetime
    segments: tuple[CorrectedSegment, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _no_page_twice(self) -> Self:
        pages = list(self.pages())
        if len(set(pages)) < len(pages):
            raise ValueError("a page is in two segments, or twice in one")
        return self

    def pages(self) -> Iterator[int]:
        """Page indexes of all segments, in the order in which they belong."""
        for segment in self.segments:
            yield from segment.pages
