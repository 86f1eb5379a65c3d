"""What the reader and its child processes say to each other: JSON, never pickle.

A child handles hostile files; were one to take it over, all that it could send is text that is
validated before use.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from smartcat.models import Noun, OcrIdentity, Page
from smartcat.read.sniff import MediaType


class OpenRequest(Noun):
    """Look at a document: what is it, how many pages has it."""

    kind: Literal["open"] = "open"
    path: Path


class PageRequest(Noun):
    """Read one page; with ``text`` given, read only its layout."""

    kind: Literal["page"] = "page"
    path: Path
    page_index: int
    text: str | None = None


class DocumentFacts(Noun):
    """What is known of a document once it was opened.

    Attributes:
        media_type: Its format, told by its bytes.
        page_count: How many pages it has.
        reader: Name and version of what reads it.
    """

    kind: Literal["document"] = "document"
    media_type: MediaType
    page_count: int
    reader: str


class PageReply(Noun):
    """A page that was read, or one with a failure, and what recognised it."""

    kind: Literal["page"] = "page"
    page: Page
    ocr: OcrIdentity | None = None


class Refusal(Noun):
    """An error of `smartcat.errors`, by name, that concerns the whole document or the machine."""

    kind: Literal["refusal"] = "refusal"
    error: str
    message: str


Request = Annotated[OpenRequest | PageRequest, Field(discriminator="kind")]
Reply = Annotated[DocumentFacts | PageReply | Refusal, Field(discriminator="kind")]

REQUEST: TypeAdapter[OpenRequest | PageRequest] = TypeAdapter(Request)
REPLY: TypeAdapter[DocumentFacts | PageReply | Refusal] = TypeAdapter(Reply)
