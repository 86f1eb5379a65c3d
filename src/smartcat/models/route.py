"""Where a document is processed, and why there."""

from enum import StrEnum

from pydantic import Field

from smartcat.models.base import Noun


class RouteKind(StrEnum):
    """Where a document is processed."""

    INLINE = "inline"
    """In the Lambda function that heard of it."""
    BATCH = "batch"
    """In containers of AWS Batch."""


class Route(Noun):
    """Where a document is processed, with the figures that decided.

    Attributes:
        kind: Where.
        reason: Why, in words.
        size_bytes: How large it is.
        pages: How many pages it has; absent if it was not opened.
        ocr_pages: How many of them must be recognised, about; absent likewise.
        megapixels: Mean size of those in millions of pixels, at the 150 dpi of a probe; 0 if there
            are none, absent likewise.
        cpu_s: CPU seconds that it is expected to take; absent likewise.
        inline_s: Seconds on the clock that it would take inline; absent likewise.
        inline_usd: What that would cost; absent likewise.
        batch_s: Seconds on the clock that it would take on Batch, its start among them; absent
            likewise.
        batch_spot_usd: What that would cost on Spot capacity; absent likewise.
        batch_usd: What it would cost on demand; absent likewise.
    """

    kind: RouteKind
    reason: str
    size_bytes: int | None = Field(default=None, ge=0)
    pages: int | None = Field(default=None, ge=1)
    ocr_pages: float | None = Field(default=None, ge=0.0)
    megapixels: float | None = Field(default=None, ge=0.0)
    cpu_s: float | None = Field(default=None, ge=0.0)
    inline_s: float | None = Field(default=None, ge=0.0)
    inline_usd: float | None = Field(default=None, ge=0.0)
    batch_s: float | None = Field(default=None, ge=0.0)
    batch_spot_usd: float | None = Field(default=None, ge=0.0)
    batch_usd: float | None = Field(default=None, ge=0.0)
