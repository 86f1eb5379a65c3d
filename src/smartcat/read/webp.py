"""WebP pictures, which MuPDF does not know."""

import io
from pathlib import Path

from smartcat.errors import DocumentTooLargeError
from smartcat.read.sniff import HEAD_BYTES

_MOST_PIXELS = 178_956_970
"""From where on Pillow takes a picture for a bomb, unless its caller has changed that."""
_MOST_BYTES = 30
"""Of a file, up to the end of any of the three forms (RFC 9649, WebP container)."""
_SIDE_BITS = 14
_SIDE = (1 << _SIDE_BITS) - 1


def webp_as_png(path: Path) -> bytes:
    """Make a grey PNG of a picture, upright.

    Raises:
        DocumentTooLargeError: It has too many pixels.
        Exception: Whatever Pillow dislikes about it.
    """
    from PIL import Image, ImageOps

    with path.open("rb") as file:
        if webp_pixels(file.read(HEAD_BYTES)) > _MOST_PIXELS:
            raise DocumentTooLargeError(
                f"a picture of more than {_MOST_PIXELS} pixels; save it smaller"
            )
    buffer = io.BytesIO()
    with Image.open(path, formats=["WEBP"]) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
        # Transparent paper is white, as MuPDF has it for other formats.
        paper = Image.new("RGBA", upright.size, "white")
        Image.alpha_composite(paper, upright).convert("L").save(
            buffer, format="PNG", compress_level=1
        )
    return buffer.getvalue()


def webp_pixels(head: bytes) -> int:
    """Say how many pixels a picture has; 0 where its header is none.

    Pillow asks for the memory that a picture takes before it tells how large it is.

    Args:
        head: The first bytes of the file; thirty are enough.
    """
    kind, body = head[12:16], head[20:_MOST_BYTES]
    if kind == b"VP8X":
        return (1 + _number(body[4:7])) * (1 + _number(body[7:10]))
    if kind == b"VP8L":
        sides = _number(body[1:5])
        return (1 + (sides & _SIDE)) * (1 + (sides >> _SIDE_BITS & _SIDE))
    if kind == b"VP8 ":
        return (_number(body[6:8]) & _SIDE) * (_number(body[8:10]) & _SIDE)
    return 0


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
