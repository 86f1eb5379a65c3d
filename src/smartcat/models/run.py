"""What a run is about, and what it is to do: documents as they are planned, pages in shards."""

from pathlib import Path

from pydantic import Field

from smartcat.locations import escaped, is_s3, path_of
from smartcat.models.base import Noun
from smartcat.models.route import Route


class SourceDocument(Noun):
    """A document of a run, before anything was read of it.

    Attributes:
        key: Its name below the folder or prefix that was asked for.
        location: Where it lies: ``file:///…``, the bytes of the path percent-encoded because paths
            need not be Unicode, or ``s3://bucket/key``, the key to the letter.
        size_bytes: How large it is; absent where nobody looked yet, or there is no such file.
        content: What is known of its bytes without reading them: ``version:`` and an S3 version
            id, or ``etag:`` and an ETag; absent for files of this machine.
    """

    key: str
    location: str
    size_bytes: int | None = None
    content: str | None = None

    @property
    def path(self) -> Path | None:
        """Where it lies on this machine; absent in a bucket."""
        return None if is_s3(self.location) else path_of(self.location)

    @property
    def place(self) -> str:
        """Where it lies, for the record: a path, or ``s3://bucket/key``."""
        return self.location if self.path is None else escaped(str(self.path))


class ItemDocument(SourceDocument):
    """What a worker must know of a document to work on it.

    Attributes:
        document_id: Identity of its result.
        key: Its name in its result: below the folder that was asked for, or ``s3://bucket/key``,
            which is the same whatever prefix was asked for.
        content: As that of a `SourceDocument`; of a file of this machine its SHA-256, absent if it
            could not be read.
        route: Why it is processed where it is; absent where nothing chose.
    """

    document_id: str
    route: Route | None = None


class PlannedDocument(ItemDocument):
    """A document, and what is expected of it.

    Attributes:
        page_count: How many pages it has; absent where it was not opened.
        pages: How many pages it is expected to have; absent where nothing tells.
        ocr_pages: How many of them must be recognised, estimated; absent likewise.
        predicted_s: CPU seconds that it is expected to take, without the start of a worker.
    """

    page_count: int | None = Field(default=None, ge=1)
    pages: float | None = Field(default=None, ge=0.0)
    ocr_pages: float | None = Field(default=None, ge=0.0)
    predicted_s: float = Field(ge=0.0, allow_inf_nan=False)

    @property
    def for_workers(self) -> ItemDocument:
        """What a worker must know of it."""
        return ItemDocument(**self.model_dump(include=set(ItemDocument.model_fields)))


class WorkItem(Noun):
    """A page range of one document, the smallest unit that is retried.

    Attributes:
        document: The document.
        first_page: Page index of its first page; a multiple of the pages of a block.
        last_page: Page index of its last page, included: the last of a block; the document may end
            before. Absent: all pages to the end. So no page is left out, and none looked for in
            vain, should the number of pages be told wrong.
        predicted_s: CPU seconds that it is expected to take.
    """

    document: ItemDocument
    first_page: int = Field(ge=0)
    last_page: int | None = Field(default=None, ge=0)
    predicted_s: float = Field(ge=0.0)

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its document."""
        return self.first_page == 0 and self.last_page is None


class Shard(Noun):
    """The work items that one worker does.

    Attributes:
        index: 0-based position in the run.
        items: The work, in order.
        predicted_s: CPU seconds that it is expected to take, without the start of the worker.
    """

    index: int = Field(ge=0)
    items: tuple[WorkItem, ...] = Field(min_length=1)
    predicted_s: float = Field(ge=0.0)
