"""Pages of a document, stored while the rest of it is still being read."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from smartcat.models.base import Noun
from smartcat.models.manifest import Source
from smartcat.models.page import OcrIdentity, Page


class PageBlock(Noun):
    """Consecutive pages of a document, as they were read; it never changes.

    Attributes:
        schema_version: Version of this form.
        source: The input; its page count is known.
        path: Where it lay.
        reader: What read it.
        ocr: What recognised these pages; absent if nothing did.
        started_at: When the first of them was asked for.
        cpu_s: CPU seconds that reading them took.
        pages: The pages, in order.
    """

    schema_version: Literal[1] = 1
    source: Source
    path: str
    reader: str
    ocr: OcrIdentity | None
    started_at: datetime
    cpu_s: float
    pages: tuple[Page, ...] = Field(min_length=1)
