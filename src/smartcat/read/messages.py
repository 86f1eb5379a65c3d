"""What the reader and its child processes say to each other: JSON, never pickle.

A child handles hostile files; were one to take it over, all that it could send is text that is
validated before use.
"""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

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


SAMPLE_PAGES = 8
"""Pages of a document that a probe looks at."""


class OpenRequest(Noun):
    """Look at a document: what is it, how many pages has it."""

    kind: Literal["open"] = "open"
    path: FilePath


class ProbeRequest(Noun):
    """Look at a few pages of a document: how much is there to read?"""

    kind: Literal["probe"] = "probe"
    path: FilePath
    sample_pages: int = Field(default=SAMPLE_PAGES, ge=1)


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


class DocumentProbe(Noun):
    """How much there is to read in a document, estimated from a sample of its pages.

    Attributes:
        media_type: Its format, told by its bytes.
        page_count: How many pages it has.
        reader: Name and version of what reads it.
        ocr_pages: How many of them must be recognised: they have no real text layer, and are not
            blank. The share in the sample, scaled to all pages.
        megapixels: Mean size of those pages in millions of pixels, rendered at 150 dpi; 0 if
            there are none.
        strokes: Mean number of their strokes at 150 dpi, in thousands: runs of ink along the rows
            of pixels, which tell how much is written; 0 if there are none.
    """

    kind: Literal["probe"] = "probe"
    media_type: MediaType
    page_count: int = Field(ge=1)
    reader: str
    ocr_pages: float = Field(default=0.0, ge=0.0)
    megapixels: float = Field(default=0.0, ge=0.0)
    strokes: float = Field(default=0.0, ge=0.0)


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

    @classmethod
    def of(cls, error: SmartCatError) -> Self:
        """Tell an error."""
        return cls(error=type(error).__name__, message=str(error))

    def as_error(self) -> SmartCatError:
        """Return the error; a name that is none of ours is a bug's."""
        kind = getattr(errors, self.error, SmartCatError)
        if not (isinstance(kind, type) and issubclass(kind, SmartCatError)):
            kind = SmartCatError
        return kind(self.message)


Request = OpenRequest | ProbeRequest | PageRequest
Reply = DocumentFacts | DocumentProbe | PageReply | Refusal

REQUEST: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="kind")])
REPLY: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="kind")])
