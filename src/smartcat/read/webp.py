"""How large a WebP picture is, by its header: Pillow asks for its memory before it tells."""

_MOST_BYTES = 30
"""Of a file, up to the end of any of the three forms (RFC 9649, WebP container)."""
_SIDE_BITS = 14
_SIDE = (1 << _SIDE_BITS) - 1


def webp_pixels(head: bytes) -> int:
    """Say how many pixels a picture has; 0 where its header is none.

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
