"""What the writer and its child process say to each other: JSON, as the reader's do."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from smartcat.models import Noun
from smartcat.read.messages import FilePath, Refusal
from smartcat.read.sniff import MediaType
from smartcat.split.plan import FilePlan


class WriteRequest(Noun):
    """Write some pages of a document.

    Attributes:
        path: The document.
        media_type: Its format.
        page_count: How many pages the reader found in it.
        plan: Which pages are wanted, and how.
        target: The file to make; it must not exist.
    """

    path: FilePath
    media_type: MediaType
    page_count: int
    plan: FilePlan
    target: FilePath


class Written(Noun):
    """The file was written."""

    kind: Literal["written"] = "written"


REPLY: TypeAdapter[Written | Refusal] = TypeAdapter(
    Annotated[Written | Refusal, Field(discriminator="kind")]
)
