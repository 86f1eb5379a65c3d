"""What the reader and its child processes say to each other: JSON, never pickle.

A child handles hostile files; were one to take it over, all that it could send is text that is
validated before use.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, TypeAdapter

from smartcat import errors
from smartcat.errors import SmartCatError
from smartcat.models import Noun, OcrIdentity, Page
from smartcat.read.sniff import MediaType

FilePath = Annotated[
    Path,
    PlainSerializer(lambda path: os.fsencode(path).hex(), return_type=str),
    BeforeValidator(
        lambda value: os.fsdecode(bytes.fromhex(value)) if isinstance(value, str) else value
    ),
]
"""A path as the bytes that it is to the system, in hex: names need not be Unicode."""


class OpenRequest(Noun):
    """Look at a document: what is it, how many pages has it."""

    kind: Literal["open"] = "open"
    path: FilePath


class PageRequest(Noun):
    """Read one page; with ``text`` given, read only its layout."""

    kind: Literal["page"] = "page"
    path: FilePath
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
    """A page that was read, or one with a failure.

    Attributes:
        page: The page.
        ocr: What recognised it, if anything did.
        cpu_s: CPU seconds that it took.
    """

    kind: Literal["page"] = "page"
    page: Page
    ocr: OcrIdentity | None = None
    cpu_s: float = 0.0


class Refusal(Noun):
    """An error of `smartcat.errors`, by name, that concerns the whole document or the machine."""

    kind: Literal["refusal"] = "refusal"
    error: str
    message: str

    def as_error(self) -> SmartCatError:
        """Return the error; a name that is none of ours is a bug's."""
        kind = getattr(errors, self.error, SmartCatError)
        if not (isinstance(kind, type) and issubclass(kind, SmartCatError)):
            kind = SmartCatError
        return kind(self.message)


Request = Annotated[OpenRequest | PageRequest, Field(discriminator="kind")]
Reply = Annotated[DocumentFacts | PageReply | Refusal, Field(discriminator="kind")]

REQUEST: TypeAdapter[OpenRequest | PageRequest] = TypeAdapter(Request)
REPLY: TypeAdapter[DocumentFacts | PageReply | Refusal] = TypeAdapter(Reply)
