"""What is said to the processes that draw pages, and what they answer: JSON, never pickle."""

from typing import Annotated, Literal

from pydantic import Base64Bytes, Field, TypeAdapter, field_validator

from smartcat.models import Noun
from smartcat.read.messages import FilePath

THUMBNAIL_PX = 480
"""Long side of the pictures on a page: headings can be read, and they take 3 to 8 KB."""
LARGE_PX = 1600
"""Long side of those that are looked at one by one."""
_MOST_BYTES = 1024 * 1024
_RIFF = slice(0, 4)
_FORM = slice(8, 12)


class PictureRequest(Noun):
    """Draw a page.

    Attributes:
        path: The document.
        page_index: Which page of it.
        turn: Clockwise degrees by which it is turned to be upright.
        long_side_px: How large.
    """

    path: FilePath
    page_index: int = Field(ge=0)
    turn: int = 0
    long_side_px: int = Field(default=THUMBNAIL_PX, ge=16, le=LARGE_PX)


class Picture(Noun):
    """A page as a WebP file; whatever else a child sends that was taken over is refused."""

    kind: Literal["picture"] = "picture"
    webp: Base64Bytes

    @field_validator("webp")
    @classmethod
    def _is_webp(cls, data: bytes) -> bytes:
        if data[_RIFF] != b"RIFF" or data[_FORM] != b"WEBP" or len(data) > _MOST_BYTES:
            raise ValueError("not a small WebP file")
        return data


class NoPicture(Noun):
    """Why there is no picture of a page."""

    kind: Literal["none"] = "none"
    reason: str


Drawn = Picture | NoPicture
DRAWN: TypeAdapter[Drawn] = TypeAdapter(Annotated[Drawn, Field(discriminator="kind")])
