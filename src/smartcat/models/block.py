"""Pages of a document, stored while the rest of it is still being read."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from smartcat.models.base import Noun
from smartcat.models.manifest import Failure, Source
from smartcat.models.page import OcrIdentity, Page
from smartcat.models.route import Route


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
        route: Why they were read where they were; absent where nothing chose.
        pages: The pages, in order.
    """

    schema_version: Literal[1] = 1
    source: Source
    path: str
    reader: str
    ocr: OcrIdentity | None
    started_at: datetime
    cpu_s: float
    route: Route | None = None
    pages: tuple[Page, ...] = Field(min_length=1)


class ShardReport(Noun):
    """What came of a shard; stored when the last of its work items is done, or cannot be.

    Attributes:
        shard: Which one of its run.
        items: How many work items it had.
        failed: Documents of it that have a failed manifest.
        pages: Pages that were read in its last attempt.
        repeated_blocks: Blocks of them that another worker had stored meanwhile.
        cpu_s: CPU seconds that reading them took.
        started_at: When its last attempt began.
        finished_at: When it ended.
        failure: Why it was given up; its documents may be done or not.
    """

    schema_version: Literal[1] = 1
    shard: int
    items: int = 0
    failed: tuple[str, ...] = ()
    pages: int = 0
    repeated_blocks: int = 0
    cpu_s: float = 0.0
    started_at: datetime
    finished_at: datetime
    failure: Failure | None = None
