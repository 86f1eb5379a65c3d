"""Pictures whose heads claim what their bodies do not hold."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from hostile.file import DONE_OR_UNREADABLE, TOO_LARGE, UNREADABLE, HostileFile

_SIDE = 60_000
_CUTS = 3


def pictures() -> Iterator[HostileFile]:
    """Pixel bombs, cut off pictures, and TIFFs that lead in circles."""
    for name, data in _huge().items():
        codes = TOO_LARGE if name == "webp" else UNREADABLE
        yield HostileFile("pixel bomb", f"huge.{name}", data, codes)
    for name, data in _odd().items():
        yield HostileFile("odd picture", name, data, DONE_OR_UNREADABLE)
    for suffix in ("png", "jpg", "tif", "webp", "bmp"):
        whole = _good(suffix)
        for number in range(1, _CUTS + 1):
            cut = whole[: len(whole) * number // (_CUTS + 1)]
            name = f"cut-{number}.{suffix}"
            yield HostileFile("cut off", name, cut, DONE_OR_UNREADABLE)
    yield HostileFile("many pages", "many.tif", _many_pages(), TOO_LARGE, "over the limit")


def _huge() -> dict[str, bytes]:
    return {
        "png": _png(_SIDE, _SIDE),
        "tif": _tiff({256: _SIDE, 257: _SIDE, 258: 8, 262: 1, 273: 8, 278: _SIDE, 279: 100}),
        "jpg": _jpeg(_SIDE, _SIDE),
        "bmp": _bmp(_SIDE, _SIDE),
        "webp": _webp(16_383, 16_383),
    }


def _odd() -> dict[str, bytes]:
    ordinary = {256: 100, 257: 100, 258: 8, 262: 1, 273: 8, 278: 100, 279: 100}
    return {
        "zero.png": _png(0, 0),
        "beyond-int.png": _png(2**31 - 1, 2**31 - 1),
        "beyond-int.bmp": _bmp(2**31 - 1, -(2**31)),
        "thin.png": _png(1, 40_000_000),
        "zero.tif": _tiff({256: 0, 257: 0}),
        "cyclic.tif": _tiff(ordinary, following=8),
        "no-strips.tif": _tiff({256: 100, 257: 100}),
        "compressed-how.tif": _tiff({**ordinary, 259: 34_712}),
        "strips-everywhere.tif": _tiff({**ordinary, 273: 0xFFFFFFF0, 279: 0xFFFFFFF0}),
        "bit-depth.tif": _tiff({**ordinary, 258: 65_535}),
        "big.tif": b"II+\0\x08\0\0\0" + struct.pack("<Q", 2**63),
        "fax.tif": _tiff({**ordinary, 258: 1, 259: 4, 273: 8, 279: 4096}) + bytes(range(256)) * 16,
        "text-that-explodes.png": _png(100, 100, _text_chunk()),
        "profile.jpg": _good("jpg")[:2] + b"\xff\xe2\xff\xffICC_PROFILE\0\1\1" + _good("jpg")[2:],
    }


def _good(suffix: str) -> bytes:
    buffer = io.BytesIO()
    formats = {"jpg": "JPEG", "tif": "TIFF"}
    Image.radial_gradient("L").save(buffer, formats.get(suffix, suffix.upper()))
    return buffer.getvalue()


def _png(width: int, height: int, chunks: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = _chunk(b"IHDR", head) + chunks + _chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _text_chunk() -> bytes:
    return _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200 << 20), 9))


def _tiff(tags: dict[int, int], following: int = 0) -> bytes:
    """A TIFF with one directory at byte 8, all of its values 32 bits wide."""
    entries = b"".join(
        struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items())
    )
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)
    return b"II*\0\x08\0\0\0" + directory + bytes(200)


def _many_pages() -> bytes:
    """A TIFF of 30,000 directories that lie over each other's ends."""
    count = 30_000
    tags = {256: 1, 257: 1, 258: 8, 262: 1, 273: 8, 278: 1, 279: 1}
    size = 2 + 12 * len(tags) + 4
    entries = b"".join(
        struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items())
    )
    directories = b"".join(
        struct.pack("<H", len(tags))
        + entries
        + struct.pack("<I", 8 + size * (number + 1) if number + 1 < count else 0)
        for number in range(count)
    )
    return b"II*\0\x08\0\0\0" + directories


def _jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose frame header is rewritten (T.81, B.2.2)."""
    data = bytearray(_good("jpg"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def _bmp(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 0, 0, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 200, 0, 0, 54) + head + bytes(200)


def _webp(width: int, height: int) -> bytes:
    """A lossless WebP of one colour: its largest side, in a few bytes."""
    buffer = io.BytesIO()
    Image.new("L", (64, 64)).save(buffer, "WEBP", lossless=True)
    data = bytearray(buffer.getvalue())
    start = data.index(b"VP8L") + 9
    packed = int.from_bytes(data[start : start + 4], "little")
    packed = packed >> 28 << 28 | (height - 1) << 14 | (width - 1)
    data[start : start + 4] = packed.to_bytes(4, "little")
    return bytes(data)
